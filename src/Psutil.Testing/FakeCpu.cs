namespace Psutil.Testing;

/// <summary>The CPUs of a <see cref="FakeMachine"/>.</summary>
public sealed class FakeCpu : Cpu
{
    internal FakeCpu(Machine machine)
        : base(machine) { }

    /// <summary>The result of <see cref="GetTimes"/>; not supported if null.</summary>
    public CpuTimes? Times { get; set; }

    /// <summary>The result of <see cref="GetTimesPerCpu"/>.</summary>
    public IList<CpuCoreTimes> TimesPerCpu { get; } = [];

    /// <summary>The result of <see cref="GetLogicalCount"/> and <see cref="GetAvailableCount"/>: 1, unless it is set.</summary>
    public int LogicalCount { get; set; } = 1;

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
    public override CpuTimes GetTimes() => Times ?? throw FakeMachine.NotSet("Cpu.Times");

    /// <inheritdoc/>
    public override IReadOnlyList<CpuCoreTimes> GetTimesPerCpu() => [.. TimesPerCpu];

    /// <inheritdoc/>
    public override int GetLogicalCount() => LogicalCount;

    /// <inheritdoc/>
    public override int? GetPhysicalCount() => PhysicalCount;

    /// <inheritdoc/>
    public override int GetAvailableCount() => LogicalCount;

    /// <inheritdoc/>
    public override CpuStatistics GetStatistics() => Statistics ?? throw FakeMachine.NotSet("Cpu.Statistics");

    /// <inheritdoc/>
    public override IReadOnlyList<CpuCoreFrequency> GetFrequencyPerCpu() => [.. FrequencyPerCpu];

    /// <inheritdoc/>
    public override LoadAverage GetLoadAverage() => LoadAverage ?? throw FakeMachine.NotSet("Cpu.LoadAverage");

    /// <inheritdoc/>
    public override PressureStall? GetPressure() => Pressure;

    /// <inheritdoc/>
    public override CpuTopology GetTopology() => Topology ?? base.GetTopology();
}
