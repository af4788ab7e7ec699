using Psutil.HostileTests.Leaks;
using Psutil.HostileTests.Programs;

namespace Psutil.HostileTests.Storms;

/// <summary>Thousands of processes come and go while one thread captures, one refreshes a monitor, and one watches.</summary>
internal static class StormWorker
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <param name="arguments">The number of processes.</param>
    public static bool Run(string[] arguments)
    {
        int count = int.Parse(arguments[0], CultureInfo.InvariantCulture);

        // What is left of the first half is made once; what is left of the second would be left of each.
        Look(count / 2);
        Holdings before = Holdings.Count();
        (int captures, int refreshes, int events) = Look(count / 2);
        Holdings grown = default;
        bool isFlat = SpinWait.SpinUntil(
            () =>
            {
                Thread.Sleep(50);
                grown = Holdings.Count() - before;
                return grown is { Descriptors: <= 10, Threads: <= 5, Managed: < 512 << 10, Native: < 4 << 20 };
            },
            Patience
        );
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{count} processes: {captures} captures, {refreshes} refreshes, {events} events beside the second half; {grown}"
            )
        );
        return isFlat;
    }

    private static (int Captures, int Refreshes, int Events) Look(int count)
    {
        using CancellationTokenSource over = new();
        using NativeProgram storm = NativeProgram.Start("storm", count);
        Task<int> captures = Start(() => Capture(over.Token));
        Task<int> refreshes = Start(() => Refresh(storm.Pid, over.Token));
        Task<int> events = Start(() => Watch(over.Token));
        string? last = storm.ReadLine();
        Assert.Equal("done", last);
        over.Cancel();
        return (captures.GetAwaiter().GetResult(), refreshes.GetAwaiter().GetResult(), events.GetAwaiter().GetResult());
    }

    private static Task<int> Start(Func<int> look) =>
        Task.Factory.StartNew(look, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static int Capture(CancellationToken over)
    {
        int rounds = 0;
        do
        {
            IReadOnlyList<ProcessSnapshot> all = Machine.Local.Processes.Capture(ProcessFields.Basic | ProcessFields.CommandLine);
            Assert.Equal(all.Count, all.DistinctBy(process => process.Pid).Count());
            Assert.Contains(all, process => process.Pid == Environment.ProcessId);
            rounds++;
        } while (!over.IsCancellationRequested);

        return rounds;
    }

    private static int Refresh(int storm, CancellationToken over)
    {
        using ProcessMonitor monitor = Machine.Local.Processes.CreateMonitor();
        monitor.Refresh();
        HashSet<ProcessIdentity> known = [.. monitor.Processes.Select(process => process.Snapshot.Identity)];
        int rounds = 0;
        do
        {
            ProcessChanges changes = monitor.Refresh();
            Assert.All(changes.Exited, process => Assert.True(known.Remove(process.Snapshot.Identity)));
            Assert.All(changes.Started, process => Assert.True(known.Add(process.Snapshot.Identity)));
            Assert.True(known.SetEquals(monitor.Processes.Select(process => process.Snapshot.Identity)));
            rounds++;
        } while (!over.IsCancellationRequested);

        // All have been collected by now.
        monitor.Refresh();
        Assert.DoesNotContain(monitor.Processes, process => process.Snapshot.ParentPid == storm);
        return rounds;
    }

    private static int Watch(CancellationToken over)
    {
        int events = 0;
        using ProcessWatch watch = Machine.Local.Processes.Watch(new ProcessWatchOptions { QueueCapacity = 100_000 }, over);
        IAsyncEnumerator<ProcessEvent> enumerator = watch.GetAsyncEnumerator(over);
        try
        {
            while (enumerator.MoveNextAsync().AsTask().GetAwaiter().GetResult())
            {
                events++;
            }
        }
        catch (OperationCanceledException) { }
        finally
        {
            enumerator.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        return events;
    }
}
