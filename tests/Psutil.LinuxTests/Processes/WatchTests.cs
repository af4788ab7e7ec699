using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;

namespace Psutil.LinuxTests;

/// <summary>What holds of every watch, and the one that works by differences.</summary>
[Collection("process events")]
public class WatchTests
{
    private static readonly ProcessWatchOptions ByDifferences = new() { UseKernelEvents = false, Interval = TimeSpan.FromMilliseconds(20) };

    private static Processes Processes => Machine.Local.Processes;

    [Fact]
    public async Task DifferencesShowWhoStartedWhoTookAnotherNameAndWhoEnded()
    {
        await using EventReader reader = new(ByDifferences);
        Assert.Equal(ProcessWatchSource.Differences, reader.Watch.Source);
        using Child child = new(new ProcessStartInfo("sh", ["-c", "read line; exec sh -c 'printf x > /proc/$$/comm; read line; exit 5'"]));
        ProcessIdentity identity = child.Handle.Identity;
        await reader.UntilAsync(() => reader.Of(child.Pid).OfType<ProcessStartedEvent>().Any(), "the start");
        child.Say("\n");
        await reader.UntilAsync(() => reader.Of(child.Pid).OfType<ProcessRenamedEvent>().Any(renamed => renamed.Name == "x"), "the name");
        child.Say("\n");
        IReadOnlyList<ProcessEvent> events = await reader.UntilExitAsync(child.Pid);
        ProcessStartedEvent started = Assert.IsType<ProcessStartedEvent>(events[0]);
        Assert.Equal((identity, Environment.ProcessId), (started.Identity, started.ParentPid));
        Assert.Null(Assert.IsType<ProcessRenamedEvent>(events[^2]).ByExec);
        ProcessExitedEvent exited = Assert.IsType<ProcessExitedEvent>(events[^1]);
        Assert.Equal((identity, "x"), (exited.Identity, exited.Name));
        Assert.True(exited.ExitCode is null or 5, $"The exit code is {exited.ExitCode}.");
    }

    [Fact]
    public async Task DifferencesHaveTheExitCodeWhileThereAreDescriptorsEnough()
    {
        Assert.SkipUnless(Environment.OSVersion.Version >= new Version(6, 15), "Before Linux 6.15 the parent alone gets an exit code.");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Needs root, to make a PID namespace, in which there are few processes.");
        string[] inNamespace = ["unshare", "--pid", "--fork", "--mount-proc"];
        if (!OwnProcess.IsThis(GetType(), nameof(DifferencesHaveTheExitCodeWhileThereAreDescriptorsEnough), under: inNamespace))
        {
            return;
        }

        await using EventReader reader = new(ByDifferences);
        using Child child = new(new ProcessStartInfo("sh", ["-c", "read line; exit 5"]));
        await reader.UntilAsync(() => reader.Of(child.Pid).OfType<ProcessStartedEvent>().Any(), "the start");
        child.Say("\n");
        IReadOnlyList<ProcessEvent> events = await reader.UntilExitAsync(child.Pid);
        Assert.Equal(5, Assert.IsType<ProcessExitedEvent>(events[^1]).ExitCode);
    }

    [Fact]
    public async Task AProcessWhoseMainThreadEndedIsStillThere()
    {
        // The main thread sleeps in pthread_exit's stead: it ends by exit(2), which ends a thread.
        using Child child = Child.Python(
            """
            import ctypes, os, platform, sys, threading
            def work():
                print('ready', flush=True)
                sys.stdin.readline()
                os._exit(6)
            threading.Thread(target=work).start()
            ctypes.CDLL(None).syscall({'x86_64': 60}.get(platform.machine(), 93), 3)
            """
        );
        Child.Until(() => child.Handle.GetStatus() == ProcessStatus.Zombie, "the main thread's end");
        await using EventReader reader = new(ByDifferences);
        using (Child marker = new())
        {
            await reader.UntilAsync(() => reader.Of(marker.Pid).Count > 0, "the marker's start");
        }

        Assert.Empty(reader.Of(child.Pid));
        child.Say("\n");
        Assert.Single(await reader.UntilExitAsync(child.Pid));
    }

    [Fact]
    public async Task WhereTheKernelDoesNotTellDifferencesAreWatchedAndTheReasonIsLogged()
    {
        using NetworkNamespace elsewhere = new();
        using ReasonListener reasons = new();
        await using EventReader reader = new(
            elsewhere.Inside(() => Processes.Watch(new ProcessWatchOptions { Interval = ByDifferences.Interval }))
        );
        Assert.Equal(ProcessWatchSource.Differences, reader.Watch.Source);
        Assert.Contains(reasons.Seen, reason => reason.StartsWith("process connector: send: ECONNREFUSED", StringComparison.Ordinal));
        using Child child = new();
        await reader.UntilAsync(() => reader.Of(child.Pid).OfType<ProcessStartedEvent>().Any(), "the start");
    }

    [Fact]
    public void AnotherRootIsWatchedByDifferences()
    {
        using ProcessWatch watch = Machine
            .Open(new MachineOptions { ProcPath = "/proc/." })
            .Processes.Watch(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(ProcessWatchSource.Differences, watch.Source);
    }

    [Fact]
    public void AStreamIsReadOnce()
    {
        using ProcessWatch watch = Processes.Watch(ByDifferences, TestContext.Current.CancellationToken);
        _ = watch.GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.Throws<InvalidOperationException>(() => watch.GetAsyncEnumerator(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void OptionsThatCannotBeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Processes.Watch(ByDifferences with { Interval = TimeSpan.Zero }, TestContext.Current.CancellationToken)
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Processes.Watch(ByDifferences with { QueueCapacity = 0 }, TestContext.Current.CancellationToken)
        );
    }

    private sealed class ReasonListener : EventListener
    {
        public ConcurrentBag<string> Seen { get; } = [];

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Psutil")
            {
                EnableEvents(eventSource, EventLevel.Informational);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) => Seen.Add(string.Join(": ", eventData.Payload!));
    }
}
