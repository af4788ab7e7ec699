namespace Psutil.Diagnostics.Tests.Sampling;

/// <summary>The machine that all who look at it share.</summary>
public class SharedMachineTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeClock _clock = new();
    private readonly FakeMachine _machine;
    private readonly SharedMachine _shared;

    public SharedMachineTests()
    {
        _machine = new FakeMachine(_clock);
        _shared = new SharedMachine(_machine);
        _shared.Collect(Second);
    }

    [Fact]
    public void AValueIsThatOfTheCollection()
    {
        _machine.Cpu.LoadAverage = new LoadAverage { OneMinute = 1 };
        Assert.Equal(1, _shared.Cpu.GetLoadAverage().OneMinute);
        _machine.Cpu.LoadAverage = new LoadAverage { OneMinute = 2 };
        _clock.Advance(Second * 0.9);
        _shared.Collect(Second);
        Assert.Equal(1, _shared.Cpu.GetLoadAverage().OneMinute);
        _clock.Advance(Second * 0.1);
        Assert.Equal(1, _shared.Cpu.GetLoadAverage().OneMinute);
        _shared.Collect(Second);
        Assert.Equal(2, _shared.Cpu.GetLoadAverage().OneMinute);
    }

    [Fact]
    public void AFailureIsThatOfTheCollectionToo()
    {
        Assert.Throws<PsutilNotSupportedException>(() => _shared.Memory.GetVirtual());
        _machine.Memory.Virtual = Memory(7);
        Assert.Throws<PsutilNotSupportedException>(() => _shared.Memory.GetVirtual());
        _clock.Advance(Second);
        _shared.Collect(Second);
        Assert.Equal(7, _shared.Memory.GetVirtual().Available);
    }

    [Fact]
    public void RatesAreOfTheTimeBetweenTheCollectionsWheneverTheyAreTaken()
    {
        _machine.Disks.IOCounters["sda"] = Counters(1000);
        _ = _shared.Disks.GetIOCountersPerDisk();
        _clock.Advance(Second * 0.4);
        DiskMeter meter = _shared.Disks.CreateMeter();
        _machine.Disks.IOCounters["sda"] = Counters(3000);
        _clock.Advance(Second * 1.6);
        _shared.Collect(Second);
        _ = _shared.Disks.GetIOCountersPerDisk();
        _clock.Advance(Second * 0.3);
        Assert.Equal(1000, meter.Read()!.PerDisk["sda"].ReadBytesPerSecond);
    }

    [Fact]
    public void ATableIsReadOncePerCollectionWhileSomebodyUsesIt()
    {
        _machine.Processes.Add(new ProcessSnapshot(new ProcessIdentity(7, 1)) { Name = "first" });
        SharedProcessTable table = _shared.GetTable(ProcessFields.Basic);
        Assert.Same(table, _shared.GetTable(ProcessFields.Basic));
        Assert.Null(table.Read(Pids));

        table.Join();
        table.Join();
        Assert.Equal([7], table.Read(Pids)!);
        _machine.Processes.Add(new ProcessSnapshot(new ProcessIdentity(8, 1)) { Name = "second" });
        Assert.Equal([7], table.Read(Pids)!);
        _clock.Advance(Second);
        _shared.Collect(Second);
        Assert.Equal([7, 8], table.Read(Pids)!);

        table.Leave();
        Assert.Equal([7, 8], table.Read(Pids)!);
        table.Leave();
        Assert.Null(table.Read(Pids));
    }

    [Fact]
    public void TheClockForWaitingIsTheMachinesOwn()
    {
        long before = _shared.TimeProvider.GetTimestamp();
        _clock.Advance(Second);
        Assert.Equal(before, _shared.TimeProvider.GetTimestamp());
        Assert.Same(_clock, _shared.Inner.TimeProvider);
        Assert.Equal(_clock.GetUtcNow(), _shared.TimeProvider.GetUtcNow());
    }

    private static int[] Pids(IReadOnlyList<MonitoredProcess> table) => [.. table.Select(process => process.Pid)];

    private static DiskIOCounters Counters(long readBytes) =>
        new()
        {
            ReadCount = 1,
            WriteCount = 0,
            ReadBytes = readBytes,
            WriteBytes = 0,
        };

    private static VirtualMemory Memory(long available) =>
        new()
        {
            Total = 10,
            Available = available,
            Used = 3,
            Free = 1,
        };
}
