namespace Psutil.Tests;

public class GpuMeterTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeClock _clock = new();
    private readonly FakeMachine _machine;

    public GpuMeterTests()
    {
        _machine = new FakeMachine(_clock) { Processes = { new ProcessSnapshot(new ProcessIdentity(7, 1)) { Name = "game" } } };
        _machine.Gpus.All.Add(NewGpu());
    }

    [Fact]
    public void AProcessUsesTheEngineThatItUsesMost()
    {
        Show(Busy("render", 10), Busy("video", 5));
        GpuMeter meter = _machine.Gpus.CreateMeter();
        _clock.Advance(Second * 2);
        Show(Busy("render", 11), Busy("video", 5.5));
        GpuReading reading = meter.Read()!;
        Assert.Equal(Second * 2, reading.Elapsed);
        GpuProcessUse use = Assert.Single(reading.Processes);
        Assert.Equal(50, use.UtilizationPercent!.Value, 9);
        Assert.Equal(25, use.EnginePercents["video"], 9);
        Assert.Equal(50, Assert.Single(reading.Gpus).UtilizationPercent!.Value, 9);
    }

    [Fact]
    public void WhatWasNotThereBeforeIsUnknownAndNotZero()
    {
        GpuMeter meter = _machine.Gpus.CreateMeter();
        _clock.Advance(Second);
        Show(Busy("render", 11));
        GpuReading reading = meter.Read()!;
        Assert.Null(Assert.Single(reading.Processes).UtilizationPercent);
        Assert.Null(Assert.Single(reading.Gpus).UtilizationPercent);
        _clock.Advance(Second);
        Assert.Equal(0, Assert.Single(meter.Read()!.Processes).UtilizationPercent);
    }

    [Fact]
    public void ACountThatRanBackwardsIsUnknown()
    {
        Show(Busy("render", 10));
        GpuMeter meter = _machine.Gpus.CreateMeter();
        _clock.Advance(Second);
        Show(Busy("render", 9));
        Assert.Null(Assert.Single(meter.Read()!.Processes).UtilizationPercent);
    }

    [Fact]
    public void WhatTheDriverCountsForAllProcessesCountsMoreThanTheirSum()
    {
        ShowGpu(Second * 10);
        Show(Busy("render", 10));
        GpuMeter meter = _machine.Gpus.CreateMeter();
        _clock.Advance(Second);
        ShowGpu(Second * 10.75);
        Show(Busy("render", 10.25));
        GpuReading reading = meter.Read()!;
        Assert.Equal(25, Assert.Single(reading.Processes).UtilizationPercent!.Value, 9);
        Assert.Equal(75, Assert.Single(reading.Gpus).UtilizationPercent!.Value, 9);

        // A driver that was started again counts from zero, so there is only the sum.
        _clock.Advance(Second);
        ShowGpu(Second);
        Show(Busy("render", 10.75));
        Assert.Equal(50, Assert.Single(meter.Read()!.Gpus).UtilizationPercent!.Value, 9);
    }

    [Fact]
    public void TwoEnginesOfOneKindAreTwiceAsMuch()
    {
        Show(("video", new GpuEngine { BusyTime = Second, Capacity = 2 }));
        GpuMeter meter = _machine.Gpus.CreateMeter();
        _clock.Advance(Second);
        Show(("video", new GpuEngine { BusyTime = Second * 2, Capacity = 2 }));
        Assert.Equal(50, Assert.Single(meter.Read()!.Processes).UtilizationPercent!.Value, 9);
    }

    [Fact]
    public void CyclesAreComparedWithCycles()
    {
        Show(("rcs", new GpuEngine { BusyCycles = 100, TotalCycles = 1000 }));
        GpuMeter meter = _machine.Gpus.CreateMeter();
        _clock.Advance(Second);
        Show(("rcs", new GpuEngine { BusyCycles = 400, TotalCycles = 2000 }));
        Assert.Equal(30, Assert.Single(meter.Read()!.Processes).UtilizationPercent!.Value, 9);
        _clock.Advance(Second);
        Assert.Null(Assert.Single(meter.Read()!.Processes).UtilizationPercent);
    }

    [Fact]
    public void TheDriversOwnPercentageCountsFirst()
    {
        Show(Busy("render", 10));
        GpuMeter meter = _machine.Gpus.CreateMeter();
        _clock.Advance(Second);
        Show(Busy("render", 10.1));
        _machine.Gpus.All[0] = NewGpu(utilization: 77);
        Assert.Equal(77, Assert.Single(meter.Read()!.Gpus).UtilizationPercent);
    }

    [Fact]
    public void EnergyBecomesPower()
    {
        _machine.Gpus.All[0] = NewGpu(joules: 1000);
        GpuMeter meter = _machine.Gpus.CreateMeter();
        _clock.Advance(Second * 2);
        _machine.Gpus.All[0] = NewGpu(joules: 1050);
        Assert.Equal(25, Assert.Single(meter.Read()!.Gpus).PowerWatts!.Value, 9);
        _clock.Advance(Second);
        _machine.Gpus.All[0] = NewGpu(joules: 10);
        Assert.Null(Assert.Single(meter.Read()!.Gpus).PowerWatts);
    }

    [Fact]
    public void ACallThatIsTooEarlyMeasuresNothing()
    {
        Show(Busy("render", 10));
        GpuMeter meter = _machine.Gpus.CreateMeter();
        Assert.Null(meter.Read());
        _clock.Advance(Second);
        Show(Busy("render", 10.5));
        Assert.Equal(50, Assert.Single(meter.Read()!.Processes).UtilizationPercent!.Value, 9);
    }

    [Fact]
    public void OneClientThatIsClosedDoesNotSpoilTheOthers()
    {
        ShowClients(new GpuClient(1, Engines("render", 50)), new GpuClient(2, Engines("render", 10)));
        GpuMeter meter = _machine.Gpus.CreateMeter();
        _clock.Advance(Second);
        ShowClients(new GpuClient(2, Engines("render", 10.25)), new GpuClient(3, Engines("render", 40)));
        Assert.Equal(25, Assert.Single(meter.Read()!.Processes).UtilizationPercent!.Value, 9);
    }

    [Fact]
    public void AMachineThatOffersNoneSaysSo()
    {
        UnsupportedGpus gpus = new(_machine);
        Assert.Throws<PsutilNotSupportedException>(() => gpus.GetGpus());
        Assert.Throws<PsutilNotSupportedException>(() => gpus.GetProcesses());
        Assert.Throws<PsutilNotSupportedException>(() => gpus.CreateMeter());
    }

    [Fact]
    public void EveryValueOfAGpuCanHaveAReason() =>
        Assert.Equal(
            typeof(Gpu)
                .GetProperties()
                .Select(property => property.Name)
                .Except([nameof(Gpu.Id), nameof(Gpu.Unavailable)])
                .Order(StringComparer.Ordinal),
            Enum.GetNames<GpuValue>().Except([nameof(GpuValue.None)]).Order(StringComparer.Ordinal)
        );

    private static Gpu NewGpu(double? utilization = null, double? joules = null) =>
        new()
        {
            Id = "0000:03:00.0",
            UtilizationPercent = utilization,
            EnergyJoules = joules,
            Unavailable = new Dictionary<GpuValue, Unavailability>(),
        };

    private static (string Name, GpuEngine Engine) Busy(string engine, double seconds) =>
        (engine, new GpuEngine { BusyTime = TimeSpan.FromSeconds(seconds) });

    private static Dictionary<string, GpuEngine> Engines(string engine, double seconds) =>
        new() { [engine] = Busy(engine, seconds).Engine };

    private void Show(params (string Name, GpuEngine Engine)[] engines)
    {
        _machine.Gpus.Processes.Clear();
        _machine.Gpus.Processes.Add(
            new GpuProcess
            {
                Process = _machine.Processes.Get(7),
                GpuId = "0000:03:00.0",
                Engines = engines.ToDictionary(engine => engine.Name, engine => engine.Engine),
            }
        );
    }

    private void ShowGpu(TimeSpan busy)
    {
        _machine.Gpus.All.Clear();
        _machine.Gpus.All.Add(
            new Gpu
            {
                Id = "0000:03:00.0",
                Engines = new Dictionary<string, GpuEngine> { ["render"] = new() { BusyTime = busy } },
                Unavailable = new Dictionary<GpuValue, Unavailability>(),
            }
        );
    }

    private void ShowClients(params GpuClient[] clients)
    {
        _machine.Gpus.Processes.Clear();
        _machine.Gpus.Processes.Add(
            new GpuProcess
            {
                Process = _machine.Processes.Get(7),
                GpuId = "0000:03:00.0",
                Engines = new Dictionary<string, GpuEngine>(),
                Clients = clients,
            }
        );
    }
}
