namespace Psutil.Testing;

/// <summary>The CPUs of a <see cref="FakeMachine"/>.</summary>
public class FakeCpu : Cpu
{
    private readonly FakeMachine _machine;

    /// <summary>Creates the facet for a machine that derives from <see cref="FakeMachine"/>.</summary>
    public FakeCpu(FakeMachine machine)
        : base(machine) => _machine = machine;

    /// <summary>The result of <see cref="GetTimes"/>; not supported if null.</summary>
    public CpuTimes? Times { get; set; }

    /// <summary>The result of <see cref="GetTimesPerCpu"/>.</summary>
    public IList<CpuCoreTimes> TimesPerCpu { get; } = [];

    /// <summary>The result of <see cref="GetLogicalCount"/>: 1, unless it is set.</summary>
    public int LogicalCount { get; set; } = 1;

    /// <summary>The result of <see cref="GetAvailableCount"/>; <see cref="LogicalCount"/> if null.</summary>
    public int? AvailableCount { get; set; }

    /// <summary>The result of <see cref="GetPhysicalCount"/>.</summary>
    public int? PhysicalCount { get; set; }

    /// <summary>The result of <see cref="GetStatistics"/>; not supported if null.</summary>
    public CpuStatistics? Statistics { get; set; }

    /// <summary>The result of <see cref="GetFrequencyPerCpu"/>.</summary>
    public IList<CpuCoreFrequency> FrequencyPerCpu { get; } = [];

    /// <summary>The result of <see cref="GetLoadAverage"/>; not supported if null.</summary>
    public LoadAverage? LoadAverage { get; set; }

    /// <summary>The result of <see cref="GetPressure"/>.</summary>
    public PressureStall? Pressure { get; set; }

    /// <summary>The result of <see cref="GetTopology"/>; null for one that has only the CPUs of <see cref="TimesPerCpu"/>.</summary>
    public CpuTopology? Topology { get; set; }

    /// <inheritdoc/>
    public override CpuTimes GetTimes()
    {
        _machine.NotifyRead(nameof(Cpu));
        return Times ?? throw FakeMachine.NotSet("Cpu.Times");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<CpuCoreTimes> GetTimesPerCpu()
    {
        _machine.NotifyRead(nameof(Cpu));
        return [.. TimesPerCpu];
    }

    /// <inheritdoc/>
    public override int GetLogicalCount()
    {
        _machine.NotifyRead(nameof(Cpu));
        return LogicalCount;
    }

    /// <inheritdoc/>
    public override int? GetPhysicalCount()
    {
        _machine.NotifyRead(nameof(Cpu));
        return PhysicalCount;
    }

    /// <inheritdoc/>
    public override int GetAvailableCount()
    {
        _machine.NotifyRead(nameof(Cpu));
        return AvailableCount ?? LogicalCount;
    }

    /// <inheritdoc/>
    public override CpuStatistics GetStatistics()
    {
        _machine.NotifyRead(nameof(Cpu));
        return Statistics ?? throw FakeMachine.NotSet("Cpu.Statistics");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<CpuCoreFrequency> GetFrequencyPerCpu()
    {
        _machine.NotifyRead(nameof(Cpu));
        return [.. FrequencyPerCpu];
    }

    /// <inheritdoc/>
    public override LoadAverage GetLoadAverage()
    {
        _machine.NotifyRead(nameof(Cpu));
        return LoadAverage ?? throw FakeMachine.NotSet("Cpu.LoadAverage");
    }

    /// <inheritdoc/>
    public override PressureStall? GetPressure()
    {
        _machine.NotifyRead(nameof(Cpu));
        return Pressure;
    }

    /// <inheritdoc/>
    public override CpuTopology GetTopology()
    {
        _machine.NotifyRead(nameof(Cpu));
        return Topology ?? base.GetTopology();
    }
}
