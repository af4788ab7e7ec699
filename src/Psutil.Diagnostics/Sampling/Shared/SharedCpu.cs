namespace Psutil.Diagnostics;

/// <summary>The CPUs, read once per collection.</summary>
internal sealed class SharedCpu(SharedMachine machine, Cpu cpu) : Cpu(machine)
{
    private readonly SharedReading<CpuTimes> _times = new(machine, cpu.GetTimes);
    private readonly SharedReading<IReadOnlyList<CpuCoreTimes>> _timesPerCpu = new(machine, cpu.GetTimesPerCpu);
    private readonly SharedReading<int> _logical = new(machine, cpu.GetLogicalCount);
    private readonly SharedReading<int?> _physical = new(machine, cpu.GetPhysicalCount);
    private readonly SharedReading<int> _available = new(machine, cpu.GetAvailableCount);
    private readonly SharedReading<CpuStatistics> _statistics = new(machine, cpu.GetStatistics);
    private readonly SharedReading<IReadOnlyList<CpuCoreFrequency>> _frequency = new(machine, cpu.GetFrequencyPerCpu);
    private readonly SharedReading<LoadAverage> _load = new(machine, cpu.GetLoadAverage);
    private readonly SharedReading<PressureStall?> _pressure = new(machine, cpu.GetPressure);
    private readonly SharedReading<CpuTopology> _topology = new(machine, cpu.GetTopology);

    public override CpuTimes GetTimes() => _times.Get();

    public override IReadOnlyList<CpuCoreTimes> GetTimesPerCpu() => _timesPerCpu.Get();

    public override int GetLogicalCount() => _logical.Get();

    public override int? GetPhysicalCount() => _physical.Get();

    public override int GetAvailableCount() => _available.Get();

    public override CpuStatistics GetStatistics() => _statistics.Get();

    public override IReadOnlyList<CpuCoreFrequency> GetFrequencyPerCpu() => _frequency.Get();

    public override LoadAverage GetLoadAverage() => _load.Get();

    public override PressureStall? GetPressure() => _pressure.Get();

    public override CpuTopology GetTopology() => _topology.Get();
}
