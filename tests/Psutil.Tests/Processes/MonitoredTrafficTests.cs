namespace Psutil.Tests;

public sealed class MonitoredTrafficTests : IDisposable
{
    private const ProcessFields Fields = ProcessFields.Name | ProcessFields.NetworkIO;

    private readonly FakeClock _clock = new();
    private readonly FakeMachine _machine;

    public MonitoredTrafficTests()
    {
        _machine = new FakeMachine(_clock);
        _machine.Processes.Add(new ProcessSnapshot(new ProcessIdentity(7, 1)) { Name = "sender" });
        _machine.Processes.Add(new ProcessSnapshot(new ProcessIdentity(8, 1)) { Name = "silent" });
    }

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void TrafficCountsFromTheCreationOfTheMonitor()
    {
        Send(7, 1000, 1000);
        using ProcessMonitor monitor = _machine.Processes.CreateMonitor(Fields);
        Assert.Null(monitor.NetworkReading);
        Send(7, 300, 20);
        _clock.Advance(TimeSpan.FromSeconds(2));
        monitor.Refresh();

        Assert.Equal(Counters(300, 20), Find(monitor, 7).Snapshot.NetworkIO);
        Assert.Equal((150, 10), Rates(monitor, 7));
        Assert.Equal(Counters(0, 0), Find(monitor, 8).Snapshot.NetworkIO);
        Assert.Equal((0, 0), Rates(monitor, 8));
        Assert.Equal("sender", Find(monitor, 7).Snapshot.Name);
        Assert.Equal((ProcessNetworkSource.Bpf, null), (monitor.NetworkSource, monitor.NetworkShortfall));
        Assert.Equal(TimeSpan.FromSeconds(2), monitor.NetworkReading?.Elapsed);
    }

    [Fact]
    public void ASnapshotThatIsKeptDoesNotChange()
    {
        using ProcessMonitor monitor = _machine.Processes.CreateMonitor(Fields);
        monitor.Refresh();
        ProcessSnapshot before = Find(monitor, 7).Snapshot;
        Send(7, 300, 20);
        monitor.Refresh();
        Assert.Equal(Counters(0, 0), before.NetworkIO);
        Assert.Equal(Counters(300, 20), Find(monitor, 7).Snapshot.NetworkIO);
    }

    [Fact]
    public void TwoProcessesWithOneIdentityEndNoRefresh()
    {
        using MonitoredTraffic traffic = new(() => new TwiceMeter(_clock));
        traffic.AddTo([], []);
        Assert.Equal(2, traffic.Reading?.Processes.Count);
    }

    [Fact]
    public void RatesOfNoTimeAreUnknown()
    {
        using ProcessMonitor monitor = _machine.Processes.CreateMonitor(Fields);
        monitor.Refresh();
        Assert.Null(Find(monitor, 7).NetworkRates);
        Assert.Null(Find(monitor, 8).NetworkRates);
        Assert.Equal(Counters(0, 0), Find(monitor, 7).Snapshot.NetworkIO);
    }

    [Fact]
    public void AProcessThatEndedHasItsFinalSums()
    {
        using ProcessMonitor monitor = _machine.Processes.CreateMonitor(Fields);
        Send(7, 300, 20);
        monitor.Refresh();
        Send(7, 5, 5);
        _machine.Processes.End(7);
        MonitoredProcess ended = Assert.Single(monitor.Refresh().Exited);
        Assert.Equal(Counters(305, 25), ended.Snapshot.NetworkIO);
        Assert.Equal("sender", ended.Snapshot.Name);
    }

    [Fact]
    public void AProcessThatIsNotMonitoredYetBeginsAtItsOwnSums()
    {
        using ProcessMonitor monitor = _machine.Processes.CreateMonitor(Fields);
        monitor.Refresh();
        _machine.Processes.Add(new ProcessSnapshot(new ProcessIdentity(9, 1)) { Name = "late" });
        Send(9, 40, 4);
        _clock.Advance(TimeSpan.FromSeconds(4));
        MonitoredProcess started = Assert.Single(monitor.Refresh().Started);
        Assert.Equal(Counters(40, 4), started.Snapshot.NetworkIO);
        Assert.Equal((10, 1), Rates(monitor, 9));
    }

    [Fact]
    public void AMonitorOfOtherFieldsCountsNothing()
    {
        using ProcessMonitor monitor = _machine.Processes.CreateMonitor(ProcessFields.All);
        Send(7, 300, 20);
        monitor.Refresh();
        Assert.Null(Find(monitor, 7).Snapshot.NetworkIO);
        Assert.Equal(UnavailableReason.NotRequested, Find(monitor, 7).Snapshot.WhyMissing(ProcessFields.NetworkIO)?.Reason);
        Assert.Null(monitor.NetworkSource);
        Assert.Null(monitor.NetworkReading);
    }

    [Fact]
    public void ASingleCaptureSaysThatNothingIsMeasured()
    {
        ProcessSnapshot snapshot = _machine.Processes.Get(7).Capture(Fields);
        Assert.Null(snapshot.NetworkIO);
        Assert.Equal(UnavailableReason.NotMeasured, snapshot.Unavailable[ProcessFields.NetworkIO].Reason);
    }

    [Fact]
    public void WhereTrafficCannotBeCountedEveryProcessHasTheReason()
    {
        using SnapshotProcessMonitor monitor = new(_machine.Processes, Fields, _machine, _clock);
        monitor.BeginTraffic(() => throw new PsutilNotSupportedException("There is no traffic here."));
        monitor.Refresh();
        ProcessSnapshot kept = Find(monitor, 7).Snapshot;
        monitor.Refresh();
        Assert.All(monitor.Processes.Select(process => process.Snapshot).Append(kept), snapshot =>
        {
            Assert.Null(snapshot.NetworkIO);
            Assert.NotNull(snapshot.Name);
            Assert.Equal(UnavailableReason.NotSupported, snapshot.Unavailable[ProcessFields.NetworkIO].Reason);
        });
        Assert.Equal((null, "There is no traffic here."), (monitor.NetworkSource, monitor.NetworkShortfall));
    }

    [Fact]
    public void AReadingThatFailsGivesTheReasonUntilOneSucceeds()
    {
        using SnapshotProcessMonitor monitor = new(_machine.Processes, Fields, _machine, _clock);
        using FailingMeter meter = new(_clock);
        monitor.BeginTraffic(() => meter);
        monitor.Refresh();
        Assert.Equal(UnavailableReason.Denied, Find(monitor, 7).Snapshot.Unavailable[ProcessFields.NetworkIO].Reason);
        Assert.Null(Find(monitor, 7).NetworkRates);
        Assert.Null(monitor.NetworkReading);

        meter.Fails = false;
        _clock.Advance(TimeSpan.FromSeconds(1));
        monitor.Refresh();
        Assert.DoesNotContain(ProcessFields.NetworkIO, Find(monitor, 7).Snapshot.Unavailable.Keys);
        Assert.Equal(new ProcessNetworkIOCounters { BytesSent = 0, BytesReceived = 0 }, Find(monitor, 7).Snapshot.NetworkIO);
        Assert.Equal((0, 0), Rates(monitor, 7));
        Assert.Equal(UnavailableReason.Denied, Find(monitor, 8).Snapshot.Unavailable[ProcessFields.NetworkIO].Reason);
        Assert.Equal((ProcessNetworkSource.TcpSockets, "no rights"), (monitor.NetworkSource, monitor.NetworkShortfall));
    }

    private void Send(int pid, long sent, long received) => _machine.Processes.AddTraffic(pid, Counters(sent, received));

    private static ProcessNetworkIOCounters Counters(long sent, long received) =>
        new()
        {
            BytesSent = sent,
            BytesReceived = received,
            MessagesSent = 0,
            MessagesReceived = 0,
        };

    private static MonitoredProcess Find(ProcessMonitor monitor, int pid) =>
        Assert.Single(monitor.Processes, process => process.Pid == pid);

    private static (double, double)? Rates(ProcessMonitor monitor, int pid) =>
        Find(monitor, pid).NetworkRates is { } rates ? (rates.BytesSentPerSecond, rates.BytesReceivedPerSecond) : null;

    /// <summary>Fails at first; then it knows of no traffic, and may not see the sockets of process 8.</summary>
    private sealed class FailingMeter(TimeProvider clock) : ProcessNetworkMeter(clock)
    {
        public bool Fails { get; set; } = true;

        public override ProcessNetworkSource Source => ProcessNetworkSource.TcpSockets;

        public override string? FallbackReason => "no rights";

        protected override NetworkUseSample ReadCore() =>
            Fails
                ? throw new AccessDeniedException(
                    new SystemCallError
                    {
                        SystemCall = "bpf",
                        ErrorCode = 1,
                        Description = "refused",
                    }
                )
                : new NetworkUseSample
                {
                    Alive = new Dictionary<ProcessIdentity, ProcessNetworkIOCounters>(),
                    Ended = new Dictionary<ProcessIdentity, ProcessNetworkIOCounters>(),
                    Unattributed = default,
                    Missed = 0,
                    Hidden = new HashSet<int> { 8 },
                    Connections = [],
                    WithoutConnection = default,
                };
    }

    /// <summary>Reports a process that is there and one that has ended, which had its PID in the same clock tick.</summary>
    private sealed class TwiceMeter(TimeProvider clock) : ProcessNetworkMeter(clock)
    {
        private readonly Dictionary<ProcessIdentity, ProcessNetworkIOCounters> _one = new() { [new(7, 1)] = default };

        public override ProcessNetworkSource Source => ProcessNetworkSource.Bpf;

        public override string? FallbackReason => null;

        protected override NetworkUseSample ReadCore() =>
            new()
            {
                Alive = _one,
                Ended = _one,
                Unattributed = default,
                Missed = 0,
                Hidden = new HashSet<int>(),
                Connections = [],
                WithoutConnection = default,
            };
    }
}
