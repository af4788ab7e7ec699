using Psutil.Platforms.Linux;

namespace Psutil.LinuxTests;

/// <summary>A monitor that counts traffic, whatever source it has.</summary>
public class MonitoredTrafficTests
{
    private const long Bytes = 4_000_003;

    [Theory]
    [InlineData(ProcessFields.Basic)]
    [InlineData(ProcessFields.Name | ProcessFields.CommandLine)]
    public async Task AMonitorCountsTheTrafficOfItsProcesses(ProcessFields fields)
    {
        using ProcessMonitor monitor = Machine.Local.Processes.CreateMonitor(fields | ProcessFields.NetworkIO);
        monitor.Refresh();
        using Transfer transfer = Transfer.Start("write", 4, Bytes);
        await transfer.FinishAsync();
        monitor.Refresh();

        // By its sockets, a connection's beginning counts as a byte; what is not acknowledged yet does not count.
        MonitoredProcess receiver = Find(monitor, transfer.Receiver);
        Assert.InRange(receiver.Snapshot.NetworkIO?.BytesReceived ?? -1, Bytes, Bytes + 2);
        Assert.NotNull(receiver.Snapshot.Name);
        ProcessNetworkIOCounters? sent = Find(monitor, transfer.Sender).Snapshot.NetworkIO;
        Assert.True(monitor.NetworkSource == ProcessNetworkSource.Bpf ? sent?.BytesSent == Bytes : sent is not null, $"sent: {sent}");

        // Unknown if the transfer took less than 10 ms.
        Assert.True(receiver.NetworkRates is null or { BytesReceivedPerSecond: > 0 });
    }

    [Fact]
    public void EveryProcessHasItsTrafficOrAReason()
    {
        using ProcessMonitor monitor = Machine.Local.Processes.CreateMonitor(ProcessFields.Basic | ProcessFields.NetworkIO);
        for (int round = 0; round < 3; round++)
        {
            monitor.Refresh();
            Assert.All(monitor.Processes.Select(process => process.Snapshot), snapshot =>
                Assert.NotEqual(snapshot.NetworkIO is null, snapshot.WhyMissing(ProcessFields.NetworkIO) is null)
            );
        }
    }

    [Fact]
    public void AMonitorOfAnotherRootSaysThatItCannotCount()
    {
        using Machine machine = Machine.Open(new MachineOptions { ProcPath = "/proc/." });
        using LinuxRoots roots = new(new MachineOptions { ProcPath = "/proc/." });
        Assert.SkipWhen(roots.IsLocalProc, "This root counts as the machine's own.");
        using ProcessMonitor monitor = machine.Processes.CreateMonitor(ProcessFields.NetworkIO);
        monitor.Refresh();
        Assert.NotNull(monitor.NetworkShortfall);
        Assert.All(monitor.Processes, process =>
            Assert.Equal(UnavailableReason.NotSupported, process.Snapshot.WhyMissing(ProcessFields.NetworkIO)?.Reason)
        );
    }

    [Fact]
    public void ASingleCaptureSaysThatNothingIsMeasured()
    {
        ProcessSnapshot snapshot = Machine.Local.Processes.Current.Capture(ProcessFields.Name | ProcessFields.NetworkIO);
        Assert.Equal(UnavailableReason.NotMeasured, snapshot.WhyMissing(ProcessFields.NetworkIO)?.Reason);
        Assert.NotNull(snapshot.Name);
    }

    private static MonitoredProcess Find(ProcessMonitor monitor, int pid) =>
        Assert.Single(monitor.Processes, process => process.Pid == pid);
}
