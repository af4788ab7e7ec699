namespace Psutil.Tests;

/// <summary>The share of a process in the memory of its machine, and what a process is called in messages.</summary>
public class MemoryPercentTests
{
    private readonly FakeMachine _machine = new() { Memory = { Virtual = Total(1000) }, Processes = { Process(7, rss: 250), Process(8) } };

    [Fact]
    public void ASnapshotAMonitorAndAHandleAgree()
    {
        using ProcessMonitor monitor = _machine.Processes.CreateMonitor();
        monitor.Refresh();
        Assert.Equal(25, monitor.Processes[0].MemoryPercent);
        Assert.Equal(25, monitor.Processes[0].Snapshot.GetMemoryPercent(_machine.Memory.GetVirtual()));
        Assert.Equal(50, monitor.Processes[0].Snapshot.GetMemoryPercent(_machine.Memory.GetVirtual(), ProcessMemoryKind.Vms));
        Assert.Equal(25, _machine.Processes.Get(7).GetMemoryPercent());
        Assert.Null(monitor.Processes[1].MemoryPercent);
        Assert.Throws<PsutilNotSupportedException>(() => _machine.Processes.Get(8).GetMemoryPercent());
        Assert.Throws<PsutilNotSupportedException>(() => _machine.Processes.Get(7).GetMemoryPercent(ProcessMemoryKind.Shared));
        Assert.Throws<ArgumentOutOfRangeException>(() => _machine.Processes.Get(7).GetMemoryPercent(ProcessMemoryKind.Unknown));
    }

    [Fact]
    public void AMonitorReadsTheTotalAgainAfterEachRefresh()
    {
        using ProcessMonitor monitor = _machine.Processes.CreateMonitor();
        monitor.Refresh();
        Assert.Equal(25, monitor.Processes[0].MemoryPercent);
        _machine.Memory.Virtual = Total(500);
        Assert.Equal(25, monitor.Processes[0].MemoryPercent);
        monitor.Refresh();
        Assert.Equal(50, monitor.Processes[0].MemoryPercent);
        _machine.Memory.Virtual = null;
        monitor.Refresh();
        Assert.Null(monitor.Processes[0].MemoryPercent);
    }

    [Fact]
    public void AProcessIsCalledByItsPidAndItsLastKnownName()
    {
        OSProcess process = _machine.Processes.Get(7);
        Assert.Equal("process 7", process.ToString());
        ProcessSnapshot snapshot = process.Capture(ProcessFields.Name);
        Assert.Equal("process 7 (web\\x1b)", process.ToString());
        Assert.Equal("process 7 (web\\x1b)", snapshot.ToString());
        Assert.Equal("process 7", process.Capture(ProcessFields.Memory).ToString());
        Assert.Equal("process 7 (web\\x1b)", _machine.Processes.Get(snapshot).ToString());
        using ProcessMonitor monitor = _machine.Processes.CreateMonitor();
        monitor.Refresh();
        Assert.Equal("process 7 (web\\x1b)", monitor.Processes[0].ToString());
        _machine.Processes.End(7);
        Assert.Equal("process 7 (web\\x1b)", process.ToString());
        Assert.Contains("process 7 (web", Assert.Throws<NoSuchProcessException>(() => process.GetNice()).Message, StringComparison.Ordinal);
    }

    private static VirtualMemory Total(long total) =>
        new()
        {
            Total = total,
            Available = 0,
            Used = total,
            Free = 0,
        };

    private static ProcessSnapshot Process(int pid, long? rss = null) =>
        new(new ProcessIdentity(pid, 1))
        {
            Name = "web\u001b",
            CpuTimes = default(ProcessCpuTimes),
            Memory = rss is { } known ? new ProcessMemory { Rss = known, Vms = known * 2 } : null,
        };
}
