using System.Collections.Concurrent;
using System.Diagnostics;
using Psutil.LinuxTests.ProcessTable;

namespace Psutil.LinuxTests.Control;

/// <summary>Thousands of processes come and go while all of the library looks on.</summary>
[Collection(OneAtATime.Name)]
public class StormTests
{
    private const int AtOnce = 100;

    private static Processes Processes => Machine.Local.Processes;

    [Fact]
    public async Task FiveThousandShortLivesAreAllSeenToTheirEnd()
    {
        string program = Program.Path("exit");
        await RaiseAsync(program, 300);
        (int descriptors, int registrations) = WaitingTests.CountWaits();
        int allDescriptors = Processes.Current.GetFileDescriptorCount();
        long managed = GC.GetTotalMemory(forceFullCollection: true);
        long native = NativeHeap.GetInfo()?.HeapUsed ?? 0;

        ConcurrentDictionary<ProcessIdentity, bool> started = await RaiseAsync(program, 5000);

        Assert.Equal(5000, started.Count);
        Assert.Equal((descriptors, registrations), WaitingTests.CountWaits());
        Child.Until(() => Processes.Current.GetFileDescriptorCount() <= allDescriptors + 10, "the descriptors to be given back");
        started.Clear();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - managed, long.MinValue, 2 << 20);
        Assert.InRange((NativeHeap.GetInfo()?.HeapUsed ?? 0) - native, long.MinValue, 4 << 20);
    }

    /// <summary>Starts that many children, waits for each, and looks at all processes meanwhile. Who was started.</summary>
    private static async Task<ConcurrentDictionary<ProcessIdentity, bool>> RaiseAsync(string program, int count)
    {
        using CancellationTokenSource over = new();
        Task<int> enumerator = Task.Factory.StartNew(() => Enumerate(over.Token), TaskCreationOptions.LongRunning);
        Task<HashSet<ProcessIdentity>> watcher = Task.Factory.StartNew(() => Watch(program, over.Token), TaskCreationOptions.LongRunning);
        ConcurrentDictionary<ProcessIdentity, bool> started = new();
        try
        {
            using SemaphoreSlim room = new(AtOnce);
            List<Task> waits = new(count);
            for (int index = 0; index < count; index++)
            {
                Assert.True(await room.WaitAsync(Child.Patience, TestContext.Current.CancellationToken), "A child was waited for in vain.");
                int code = index % 10 == 0 ? -9 : index % 250;
                ChildProcess child = Processes.Start(new ProcessStartInfo(program, code.ToString(CultureInfo.InvariantCulture)));
                Assert.True(started.TryAdd(child.Identity, true));
                waits.Add(SeeToItsEndAsync(child, code, room));
            }

            await Task.WhenAll(waits).WaitAsync(Child.Patience, TestContext.Current.CancellationToken);
        }
        finally
        {
            await over.CancelAsync();
        }

        Assert.True(await enumerator > 0);
        HashSet<ProcessIdentity> watched = await watcher;
        Assert.NotEmpty(watched);
        Assert.All(watched.Concat(started.Keys.Where(child => child.StartTime is not null)), child => Assert.False(Processes.FromIdentity(child).IsRunning()));
        return started;
    }

    private static async Task SeeToItsEndAsync(ChildProcess child, int code, SemaphoreSlim room)
    {
        using (child)
        {
            int? actual = await child.WaitAsync(TestContext.Current.CancellationToken);

            // A child that ended before anybody could look has only what the runtime collected, which tells signals as a shell does.
            Assert.True(actual == code || (actual == 137 && code == -9), $"{actual} instead of {code}");
        }

        room.Release();
    }

    /// <summary>Captures all processes until it is over; how often it did.</summary>
    private static int Enumerate(CancellationToken over)
    {
        int rounds = 0;
        while (!over.IsCancellationRequested)
        {
            IReadOnlyList<ProcessSnapshot> all = Processes.Capture(ProcessFields.Basic | ProcessFields.CommandLine | ProcessFields.UserName);
            Assert.Contains(all, process => process.Pid == Environment.ProcessId);
            Assert.All(Processes.Enumerate(), process => Assert.NotNull(process.Identity.StartTime));
            rounds++;
        }

        return rounds;
    }

    /// <summary>Who was seen to come, by differences of the table; each comes once and goes once.</summary>
    private static HashSet<ProcessIdentity> Watch(string program, CancellationToken over)
    {
        HashSet<ProcessIdentity> known = [];
        HashSet<ProcessIdentity> ended = [];
        while (!over.IsCancellationRequested)
        {
            HashSet<ProcessIdentity> now =
            [
                .. from process in Processes.Capture(ProcessFields.CommandLine)
                   where process.CommandLine is [var first, ..] && first == program
                   select process.Identity,
            ];
            ended.UnionWith(known.Where(process => !now.Contains(process)));
            Assert.DoesNotContain(now, ended.Contains);
            known.UnionWith(now);
        }

        return known;
    }
}
