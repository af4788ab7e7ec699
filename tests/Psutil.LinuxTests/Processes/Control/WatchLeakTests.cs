namespace Psutil.LinuxTests.Control;

/// <summary>What a watch takes it gives back. Alone: threads and descriptors are those of the whole program, and every other test has some.</summary>
[Collection(Alone.Name)]
public class WatchLeakTests
{
    private static readonly ProcessWatchOptions ByDifferences = new() { UseKernelEvents = false, Interval = TimeSpan.FromMilliseconds(20) };

    private static Processes Processes => Machine.Local.Processes;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CancellingEndsTheReadingAndLeavesNothingBehind(bool useKernelEvents)
    {
        ProcessWatchOptions options = new() { UseKernelEvents = useKernelEvents };
        Traces before = Traces.Count();
        for (int round = 0; round < 20; round++)
        {
            using CancellationTokenSource source = new();
            ProcessWatch watch = Processes.Watch(options, round % 2 == 0 ? source.Token : default);
            await using IAsyncEnumerator<ProcessEvent> events = watch.GetAsyncEnumerator(source.Token);
            Task<bool> next = events.MoveNextAsync().AsTask();
            source.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                while (await next)
                {
                    next = events.MoveNextAsync().AsTask();
                }
            });
        }

        Child.Until(() => Traces.Count().IsAtMost(before), "threads and descriptors to be given back");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DisposingEndsTheReadingAndLeavesNothingBehind(bool useKernelEvents)
    {
        ProcessWatchOptions options = new() { UseKernelEvents = useKernelEvents };
        Traces before = Traces.Count();
        for (int round = 0; round < 10; round++)
        {
            await using EventReader reader = new(options);
            using ProcessWatch neverRead = Processes.Watch(options, TestContext.Current.CancellationToken);
        }

        await foreach (
            ProcessEvent happening in Processes.Watch(
                ByDifferences with
                {
                    UseKernelEvents = useKernelEvents,
                },
                TestContext.Current.CancellationToken
            )
        )
        {
            break;
        }

        Child.Until(() => Traces.Count().IsAtMost(before), "threads and descriptors to be given back");
    }

    /// <summary>What only a watch takes: its thread, its netlink socket, descriptors that wake it, and those of processes.</summary>
    private sealed record Traces(int Threads, int Sockets, int Events, int Processes)
    {
        private const string ConnectorProtocol = "11";

        /// <summary>What a test before this one still held at first may be given back meanwhile.</summary>
        public bool IsAtMost(Traces other) =>
            Threads <= other.Threads && Sockets <= other.Sockets && Events <= other.Events && Processes <= other.Processes;

        public static Traces Count()
        {
            string[] links = [.. Directory.GetFiles("/proc/self/fd").Select(file => new FileInfo(file).LinkTarget).OfType<string>()];
            HashSet<string> sockets =
            [
                .. from line in File.ReadAllLines("/proc/net/netlink").Skip(1)
                let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                where fields[1] == ConnectorProtocol
                select $"socket:[{fields[^1]}]",
            ];
            return new Traces(
                Machine.Local.Processes.Current.GetThreads().Count(thread => thread.Name == "psutil events"),
                links.Count(sockets.Contains),
                links.Count(link => link.Contains("eventfd", StringComparison.Ordinal)),
                // A test before this one may still wait for a few processes; a watch by differences waits for all of them.
                links.Count(link => link.Contains("pidfd", StringComparison.Ordinal)) / 50
            );
        }
    }
}
