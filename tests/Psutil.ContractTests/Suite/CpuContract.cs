namespace Psutil.ContractTests.Suite;

/// <summary>What the library promises of CPUs.</summary>
public abstract class CpuContract(Subject subject)
{
    private Cpu Cpu => subject.Machine.Cpu;

    [Fact]
    public void CountsFitTogether()
    {
        int logical = Cpu.GetLogicalCount();
        Assert.True(logical >= subject.CpuCount);
        Assert.InRange(Cpu.GetPhysicalCount() ?? 1, 1, logical);
        Assert.InRange(Cpu.GetAvailableCount(), 1, logical);
        IReadOnlyList<CpuCoreTimes> cores = Cpu.GetTimesPerCpu();
        Assert.Equal(logical, cores.Count);
        Assert.Equal(cores.Select(core => core.Number).Order().Distinct(), cores.Select(core => core.Number));
    }

    [Fact]
    public void TimesAreThoseOfAllCpusTogether()
    {
        subject.NeedPresent("for times before and after others");
        CpuTimes before = Cpu.GetTimes();
        IReadOnlyList<CpuCoreTimes> cores = Cpu.GetTimesPerCpu();
        CpuTimes after = Cpu.GetTimes();

        // Each CPU is read at its own moment, and rounded by itself.
        TimeSpan slack = TimeSpan.FromSeconds(1) * cores.Count;
        Assert.InRange(Sum(core => core.User!.Value), before.User!.Value - slack, after.User!.Value + slack);
        Assert.InRange(Sum(core => core.System!.Value), before.System!.Value - slack, after.System!.Value + slack);
        Assert.All(cores, core =>
            Assert.True(core.Times.User >= TimeSpan.Zero && core.Times.System >= TimeSpan.Zero && core.Times.Idle >= TimeSpan.Zero)
        );

        TimeSpan Sum(Func<CpuTimes, TimeSpan> mode) => cores.Aggregate(TimeSpan.Zero, (sum, core) => sum + mode(core.Times));
    }

    [Fact]
    public void WorkMovesTheTimes()
    {
        CpuTimes before = Cpu.GetTimes();
        Assert.True(Capability.Within(TimeSpan.FromSeconds(60), () =>
            {
                subject.Pass(TimeSpan.FromMilliseconds(1));
                CpuTimes now = Cpu.GetTimes();
                return now.User + now.System > before.User + before.System && now.Total > before.Total;
            }));
    }

    [Fact]
    public async Task PercentagesAreWithinTheirRange()
    {
        TimeSpan interval = subject.Interval;
        Assert.InRange(Cpu.GetPercent(interval) ?? 0, 0, 100);
        CpuTimesPercent? percent = await Cpu.GetTimesPercentAsync(interval, TestContext.Current.CancellationToken);
        Assert.NotNull(percent);
        Assert.InRange(percent.Value.User + percent.Value.System + percent.Value.Idle, 0, 100.5);
        Assert.All(Cpu.GetPercentPerCpu(interval), core => Assert.True(core.Percent is null or (>= 0 and <= 100)));
        Assert.All(Cpu.GetTimesPercentPerCpu(interval), core =>
            Assert.True(core.Percent is not { } share || share.User + share.System + share.Idle is >= 0 and <= 100.5)
        );
    }

    [Fact]
    public void CountersAreToldOrUnknownAndNeverNegative()
    {
        CpuStatistics statistics = Cpu.GetStatistics();
        Assert.True(statistics.ContextSwitches is null or > 0);
        Assert.True(statistics.Interrupts is null or > 0);
        Assert.True(statistics.SoftInterrupts is null or >= 0);
        Assert.True(statistics.SystemCalls is null or > 0);
        Assert.True(statistics.TasksCreated is null or > 0);
    }

    [Fact]
    public void FrequenciesArePlausible()
    {
        IReadOnlyList<CpuCoreFrequency> cores = Capability.Get(Cpu.GetFrequencyPerCpu);
        Assert.Equal(cores.Select(core => core.Number).Distinct().Order(), cores.Select(core => core.Number));
        Assert.All(cores.Select(core => core.Frequency), frequency =>
        {
            Assert.InRange(frequency.CurrentMegahertz, 1, 20_000);
            Assert.True(frequency.MinimumMegahertz is null or > 0);
            Assert.True(frequency.MaximumMegahertz is null || frequency.MaximumMegahertz >= frequency.MinimumMegahertz.GetValueOrDefault());
        });
    }

    [Fact]
    public void TheTopologyHasEachCpuOnceAndEveryNumberIsCounted()
    {
        CpuTopology topology = Cpu.GetTopology();
        Assert.NotEmpty(topology.Cpus);
        Assert.Equal(topology.Cpus.Select(cpu => cpu.Number).Distinct().Order(), topology.Cpus.Select(cpu => cpu.Number));
        Assert.NotEqual("", topology.ModelName);
        Assert.NotEqual("", topology.Vendor);
        Assert.All(topology.Cpus, cpu =>
        {
            Assert.True(cpu.SocketNumber is null || (cpu.SocketNumber >= 0 && cpu.SocketNumber < topology.SocketCount));
            Assert.True(cpu.DieNumber is null || (cpu.DieNumber >= 0 && cpu.DieNumber < topology.DieCount));
            Assert.True(cpu.CoreNumber is null || (cpu.CoreNumber >= 0 && cpu.CoreNumber < topology.CoreCount));
            Assert.True(cpu.NumaNode is null || topology.NumaNodes!.Any(node => node.Number == cpu.NumaNode));
            Assert.True(cpu.MaximumMegahertz is null or > 0 && cpu.MinimumMegahertz is null or > 0 && cpu.BaseMegahertz is null or > 0);
            Assert.True(cpu.MaximumMegahertz is null || cpu.MinimumMegahertz is null || cpu.MinimumMegahertz <= cpu.MaximumMegahertz);
            Assert.True(Enum.IsDefined(cpu.Kind));
        });
        Assert.True(topology.SocketCount is null or > 0 && topology.CoreCount is null or > 0);
        Assert.True(topology.Caches is null or { Count: > 0 } && topology.NumaNodes is null or { Count: > 0 });
        Assert.All(topology.Caches ?? [], cache =>
        {
            Assert.InRange(cache.Level, 1, 8);
            Assert.True(cache.SizeBytes is null or > 0 && cache.LineSizeBytes is null or > 0 && cache.WayCount is null or > 0);
            Assert.True(cache.Cpus is null || cache.Cpus.All(number => topology.Cpus.Any(cpu => cpu.Number == number)));
        });
        Assert.All(topology.NumaNodes ?? [], node =>
        {
            Assert.True(node.MemoryTotalBytes is null or >= 0 && node.MemoryFreeBytes is null or >= 0);
            Assert.True(node.Distances is null || node.Distances.Count == topology.NumaNodes!.Count);
        });
    }

    [Fact]
    public void TheLoadIsNotNegative()
    {
        LoadAverage load = Capability.Get(Cpu.GetLoadAverage);
        Assert.InRange(load.OneMinute, 0, 100_000);
        Assert.InRange(load.FiveMinutes, 0, 100_000);
        Assert.InRange(load.FifteenMinutes, 0, 100_000);
    }
}
