namespace Psutil.Tests;

/// <summary>A real machine goes by the clock that it was opened with.</summary>
public sealed class MachineClockTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeClock _clock = new();
    private readonly Machine _machine;

    public MachineClockTests() => _machine = Machine.Open(new MachineOptions { TimeProvider = _clock });

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void SoDoItsMonitors()
    {
        using ProcessMonitor monitor = _machine.Processes.CreateMonitor();
        monitor.Refresh();
        _clock.Advance(2 * Second);
        Assert.Equal(2 * Second, monitor.Refresh().Elapsed);
    }

    [Fact]
    public void SoDoItsMeters()
    {
        DiskMeter disks = _machine.Disks.CreateMeter();
        NetworkMeter network = _machine.Network.CreateMeter();
        Assert.Null(disks.Read());
        Assert.Null(network.Read());
        _clock.Advance(2 * Second);
        Assert.Equal(2 * Second, disks.Read()!.Elapsed);
        Assert.Equal(2 * Second, network.Read()!.Elapsed);
    }

    [Fact]
    public async Task SoDoItsMeasurements()
    {
        Task<double?> cpu = _machine.Cpu.GetPercentAsync(Second, TestContext.Current.CancellationToken);
        Task<double> own = _machine.Processes.Current.GetCpuPercentAsync(Second, TestContext.Current.CancellationToken);
        Assert.False(cpu.IsCompleted || own.IsCompleted);
        _clock.Advance(Second);
        Assert.True(await own >= 0);
        _ = await cpu;
    }
}
