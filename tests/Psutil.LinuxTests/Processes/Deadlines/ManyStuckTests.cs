using System.Diagnostics;
using Psutil.LinuxTests.Control;
using Psutil.Platforms.Linux;

namespace Psutil.LinuxTests.Deadlines;

/// <summary>More processes that are stuck than threads may be.</summary>
[Collection(Alone.Name)]
public class ManyStuckTests
{
    private const ProcessFields Fields = ProcessFields.Name | ProcessFields.Memory | ProcessFields.CommandLine;
    private const int Stuck = 20;
    private const int Others = 30;

    private static readonly ProcessWatchOptions Often = new() { Interval = TimeSpan.FromMilliseconds(20) };

    private static int CountThreads() => Directory.GetDirectories("/proc/self/task").Length;

    private static bool IsTimedOut(ProcessSnapshot snapshot) =>
        snapshot.Unavailable.TryGetValue(ProcessFields.CommandLine, out Unavailability reason)
        && reason.Reason == UnavailableReason.TimedOut;

    /// <summary>The first table in which nothing is missing: on a busy machine the file system's program may not run for a while.</summary>
    private static IReadOnlyList<ProcessSnapshot> AwaitWholeTable(Machine machine)
    {
        IReadOnlyList<ProcessSnapshot> table = [];
        Child.Until(() => !(table = machine.Processes.Capture(Fields)).Any(IsTimedOut), "the whole table to be read");
        return table;
    }

    [Fact]
    public void AMonitorBesideThemKeepsItsThreadsMemoryAndDescriptors()
    {
        using HangingTree tree = new(Stuck, Others);
        using Machine machine = Machine.Open(tree.Options);
        using ProcessMonitor rich = machine.Processes.CreateMonitor(Fields);
        using ProcessMonitor plain = machine.Processes.CreateMonitor();
        Refresh(20);
        (int threads, int descriptors) = (CountThreads(), OwnDescriptors.Count());

        // What the tests before this one left to be kept or freed changes the memory once; what the monitors lost would be lost each time.
        List<long> growths = [];
        do
        {
            growths.Add(MeasureGrowth());
        } while (growths[^1] > 2_000_000 && growths.Count < 3);

        Assert.InRange(CountThreads(), 1, threads + 5);
        Assert.InRange(OwnDescriptors.Count(), 1, descriptors + 5);
        Assert.True(growths[^1] <= 2_000_000, $"Bytes more after each of three times: {string.Join(", ", growths)}");

        long MeasureGrowth()
        {
            long memory = GC.GetTotalMemory(forceFullCollection: true);
            long start = Stopwatch.GetTimestamp();
            int rounds = 0;
            while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(15) && rounds < 5000)
            {
                Refresh(10);
                rounds += 10;
            }

            TestContext.Current.SendDiagnosticMessage("{0} refreshes", rounds);
            return GC.GetTotalMemory(forceFullCollection: true) - memory;
        }

        void Refresh(int count)
        {
            for (int round = 0; round < count; round++)
            {
                rich.Refresh();
                plain.Refresh();
                Assert.InRange(tree.Reads, 1, ReaderThreads.Most);
                Assert.Equal(Stuck + Others, rich.Processes.Count);
                Assert.All(rich.Processes.Take(Stuck), process => Assert.True(IsTimedOut(process.Snapshot)));
                Assert.All(plain.Processes.Take(Stuck), process => Assert.Equal(StuckProcess.ShortName, process.Snapshot.Name));
            }
        }
    }

    [Fact]
    public void NoMoreThreadsAreStuckHoweverManyCallersThereAre()
    {
        using HangingTree tree = new(Stuck, Others);
        using Machine machine = Machine.Open(tree.Options);
        int most = 0;
        Thread[] callers =
        [
            .. Enumerable
                .Range(0, 16)
                .Select(number => new Thread(() =>
                {
                    for (int round = 0; round < 5; round++)
                    {
                        IReadOnlyList<ProcessSnapshot> table = machine.Processes.Capture(Fields, 1 + number);
                        Assert.Equal(Stuck + Others, table.Count);
                        Assert.All(table.Take(Stuck), row => Assert.True(IsTimedOut(row)));
                        Interlocked.Exchange(ref most, Math.Max(Volatile.Read(ref most), tree.Reads));
                    }
                })),
        ];
        Array.ForEach(callers, caller => caller.Start());
        Assert.All(callers, caller => Assert.True(caller.Join(Child.Patience)));
        Assert.InRange(most, 1, ReaderThreads.Most);
    }

    [Fact]
    public void OnceTheyGoOnAllIsReadAgain()
    {
        using HangingTree tree = new(Stuck, Others);
        using Machine machine = Machine.Open(tree.Options);
        Assert.All(machine.Processes.Capture(Fields).Take(Stuck), row => Assert.True(IsTimedOut(row)));
        Assert.All(machine.Processes.Capture(ProcessFields.Name).Take(Stuck), row => Assert.Equal(StuckProcess.ShortName, row.Name));
        tree.Answer();
        Child.Until(() => tree.Reads == 0, "the reads to return");
        IReadOnlyList<ProcessSnapshot> table = AwaitWholeTable(machine);
        Assert.All(table.Take(Stuck), row => Assert.Equal([StuckProcess.Name], row.CommandLine));
        Assert.All(table, row => Assert.Equal(StuckProcess.Name, row.Name));
    }

    [Fact]
    public async Task ANameThatComesLaterIsNoNewName()
    {
        using HangingTree tree = new(stuck: 3, others: 1);
        using Machine machine = Machine.Open(tree.Options);
        await using EventReader reader = new(machine.Processes.Watch(Often, TestContext.Current.CancellationToken));
        await reader.UntilAsync(() => tree.Reads > 0, "a name that does not come");
        tree.Answer();
        Child.Until(() => tree.Reads == 0, "the reads to return");

        // What starts afterwards is seen by a look that can read all names.
        tree.AddProcess(5);
        await reader.UntilAsync(() => reader.Of(5).Count > 0, "the last process");
        tree.AddProcess(6);
        await reader.UntilAsync(() => reader.Of(6).Count > 0, "one more");
        Assert.All(reader.Events, happening => Assert.IsType<ProcessStartedEvent>(happening));
    }

    [Fact]
    public void AMachineDisposedMeanwhileKeepsNoDescriptor()
    {
        using HangingTree tree = new(stuck: 3, others: 1);
        using (Machine warm = Machine.Open(tree.Options))
        {
            _ = warm.Processes.Capture(ProcessFields.Status);
        }

        int before = OwnDescriptors.Count();
        using (Machine machine = Machine.Open(tree.Options))
        {
            _ = machine.Processes.Capture(Fields);
            Assert.Equal(3, tree.Reads);
        }

        Assert.InRange(OwnDescriptors.Count(), before + 1, int.MaxValue);
        tree.Answer();
        Child.Until(() => tree.Reads == 0, "the reads to return");
        Child.Until(() => OwnDescriptors.Count() <= before, "the descriptors to be given back");
    }

    [Fact]
    public void TheLimitsAreTheMachines()
    {
        using HangingTree tree = new(stuck: 3, others: 1);
        MachineOptions options = new()
        {
            ProcPath = tree.Options.ProcPath,
            RootPath = tree.Options.RootPath,
            ProcessReadTimeout = TimeSpan.FromMilliseconds(50),
            ProcessWalkTimeout = TimeSpan.Zero,
        };
        using Machine machine = Machine.Open(options);

        // After the first that waits nothing may wait any more.
        Assert.All(machine.Processes.Capture(Fields), row => Assert.True(IsTimedOut(row)));
        Assert.Equal(1, tree.Reads);
        tree.Answer();
        Child.Until(() => tree.Reads == 0, "the read to return");

        // A busy machine may need more than those 50 ms for a file, and then nothing waits for the others either.
        _ = AwaitWholeTable(machine);
    }
}
