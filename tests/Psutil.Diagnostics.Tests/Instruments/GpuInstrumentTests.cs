namespace Psutil.Diagnostics.Tests;

public class GpuInstrumentTests
{
    private const string Card = "hw.id=0000:03:00.0,hw.name=Card,hw.type=gpu";

    private readonly FakeClock _clock = new();
    private readonly FakeMachine _machine;

    public GpuInstrumentTests() => _machine = Sample.Machine(_clock);

    [Fact]
    public void EachValueOfAGpuUnderTheNamesOfTheConventions()
    {
        using Collector collector = new(_machine);
        IReadOnlyList<Series> all = collector.Collect();
        Assert.Equal(4000, all.Value("hw.gpu.memory.limit", Card));
        Assert.Equal(1000, all.Value("hw.gpu.memory.usage", Card));
        Assert.Equal(0.25, all.Value("hw.gpu.memory.utilization", Card));
        Assert.Equal(
            [
                "hw.gpu.task=general,hw.id=0000:03:00.0,hw.name=Card,hw.type=gpu: 0.5",
                "hw.gpu.task=encoder,hw.id=0000:03:00.0,hw.name=Card,hw.type=gpu: 0.1",
            ],
            all.Of("hw.gpu.utilization")
        );
        Assert.Equal([$"{Card}: 120"], all.Of("hw.power"));
        Assert.Contains($"{Card}: 60", all.Of("hw.temperature"));
    }

    [Fact]
    public void WhatADriverDoesNotReportIsMeasuredByTheWorkForProcesses()
    {
        _machine.Gpus.All[0] = Sample.Gpu(utilization: null, joules: 1000);
        ShowWork(TimeSpan.FromSeconds(1));
        using Collector collector = new(_machine);
        IReadOnlyList<Series> first = collector.Collect();
        Assert.DoesNotContain(first.Of("hw.gpu.utilization"), series => series.Contains("general", StringComparison.Ordinal));
        Assert.Equal([$"{Card}: 1000"], first.Of("hw.energy"));

        _clock.Advance(TimeSpan.FromSeconds(2));
        _machine.Gpus.All[0] = Sample.Gpu(utilization: null, joules: 1050);
        ShowWork(TimeSpan.FromSeconds(2.5));
        IReadOnlyList<Series> second = collector.Collect();
        Assert.Equal(0.75, second.Value("hw.gpu.utilization", "hw.gpu.task=general," + Card));
        Assert.Contains($"{Card}: 25", second.Of("hw.power"));
    }

    [Fact]
    public void AMachineWithoutGpusReportsNone()
    {
        _machine.Gpus.All.Clear();
        using Collector collector = new(_machine);
        IReadOnlyList<Series> all = collector.Collect();
        Assert.Empty(all.Of("hw.gpu.memory.limit"));
        Assert.Empty(all.Of("hw.gpu.utilization"));
        Assert.DoesNotContain(all.Of("hw.temperature"), series => series.Contains("gpu", StringComparison.Ordinal));
    }

    private void ShowWork(TimeSpan busy)
    {
        _machine.Gpus.Processes.Clear();
        _machine.Gpus.Processes.Add(
            new GpuProcess
            {
                Process = _machine.Processes.Get(1),
                GpuId = "0000:03:00.0",
                Engines = new Dictionary<string, GpuEngine> { ["render"] = new() { BusyTime = busy } },
            }
        );
    }
}
