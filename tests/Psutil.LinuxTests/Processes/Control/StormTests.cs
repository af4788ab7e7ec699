using System.Diagnostics;

namespace Psutil.LinuxTests.Control;

/// <summary>Thousands of processes come and go while all of the library looks on.</summary>
[Collection(Alone.Name)]
public class StormTests
{
    private const int AtOnce = 100;

    private static Processes Processes => Machine.Local.Processes;

    [Fact]
    public async Task FiveThousandShortLivesAreAllSeenToTheirEnd()
    {
        string program = Program.Path("exit");
        await RaiseAsync(program, 2500);

        // Off the stack of the storm's own end, which holds on to all that it knew.
        await Task.Yield();
        (int Descriptors, int Registrations) waits = WaitingTests.CountWaits();
        int descriptors = Processes.Current.GetFileDescriptorCount();
        long managed = GC.GetTotalMemory(forceFullCollection: true);
        long native = Machine.Local.Memory.GetNativeHeap()?.HeapUsed ?? 0;

        // Once more: what is left of these is left of each.
        await RaiseAsync(program, 2500);
        await Task.Yield();

        WaitingTests.AwaitAtMost(waits);
        Child.Until(() => Processes.Current.GetFileDescriptorCount() <= descriptors + 10, "the descriptors to be given back");
        Child.Until(() => GC.GetTotalMemory(forceFullCollection: true) - managed < 512 << 10, "the memory to be given back");
        Assert.InRange((Machine.Local.Memory.GetNativeHeap()?.HeapUsed ?? 0) - native, long.MinValue, 4 << 20);
    }

    /// <summary>Starts that many children, waits for each, and looks at and watches all processes meanwhile.</summary>
    private static async Task RaiseAsync(string program, int count)
    {
        using CancellationTokenSource over = new();
        await using EventReader watcher = new(new ProcessWatchOptions { QueueCapacity = 1_000_000 });
        Task<int> enumerator = Task.Factory.StartNew(() => Enumerate(over.Token), TaskCreationOptions.LongRunning);
        Dictionary<ProcessIdentity, int> codes = [];
        try
        {
            using SemaphoreSlim room = new(AtOnce);
            List<Task> waits = new(count);
            for (int index = 0; index < count; index++)
            {
                Assert.True(await room.WaitAsync(Child.Patience, TestContext.Current.CancellationToken), "A child was waited for in vain.");
                int code = index % 10 == 0 ? -9 : index % 250;
                ChildProcess child = Processes.Start(new ProcessStartInfo(program, [code.ToString(CultureInfo.InvariantCulture), "10"]));
                codes.Add(child.Identity, code);
                waits.Add(SeeToItsEndAsync(child, code, room));
            }

            await Task.WhenAll(waits).WaitAsync(Child.Patience, TestContext.Current.CancellationToken);
        }
        finally
        {
            await over.CancelAsync();
        }

        Assert.True(await enumerator > 0);
        Assert.All(codes.Keys, child => Assert.False(Processes.FromIdentity(child).IsRunning()));
        if (watcher.Watch.Source == ProcessWatchSource.Kernel)
        {
            await watcher.UntilAsync(() => HasSeenAll(watcher, codes), "every exit to be told");
        }
    }

    /// <summary>
    /// Whether every exit was told with its code; where the kernel dropped events, that it did must have been told instead.
    /// </summary>
    private static bool HasSeenAll(EventReader watcher, Dictionary<ProcessIdentity, int> codes)
    {
        IReadOnlyList<ProcessEvent> events = watcher.Events;
        int seen = 0;
        foreach (ProcessExitedEvent exit in events.OfType<ProcessExitedEvent>())
        {
            if (codes.TryGetValue(exit.Identity, out int code))
            {
                Assert.Equal(code, exit.ExitCode);
                seen++;
            }
        }

        // A child, or an event of it, that could not be looked at in time is known by its PID alone.
        return seen > 0
            && (
                seen
                    >= codes.Keys.Count(child => child.StartTime is not null)
                        - events.OfType<ProcessExitedEvent>().Count(exit => exit.Identity.StartTime is null)
                || events.OfType<ProcessEventsLostEvent>().Any()
            );
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
            IReadOnlyList<ProcessSnapshot> all = Processes.Capture(
                ProcessFields.Basic | ProcessFields.CommandLine | ProcessFields.UserName
            );
            Assert.Contains(all, process => process.Pid == Environment.ProcessId);
            Assert.All(Processes.Enumerate(), process => Assert.NotNull(process.Identity.StartTime));
            rounds++;
        }

        return rounds;
    }
}
