namespace Psutil.Tests;

/// <summary>A CPU facet whose times a test sets.</summary>
internal sealed class FakeCpu() : Cpu(Machine.Local)
{
    public CpuTimes Times { get; set; }

    public IReadOnlyList<CpuCoreTimes> Cores { get; set; } = [];

    public IReadOnlyList<CpuCoreFrequency> Frequencies { get; set; } = [];

    public override CpuTimes GetTimes() => Times;

    public override IReadOnlyList<CpuCoreTimes> GetTimesPerCpu() => Cores;

    public override int GetLogicalCount() => Cores.Count;

    public override int? GetPhysicalCount() => null;

    public override int GetAvailableCount() => Cores.Count;

    public override CpuStatistics GetStatistics() => default;

    public override IReadOnlyList<CpuCoreFrequency> GetFrequencyPerCpu() => Frequencies;

    public override LoadAverage GetLoadAverage() => default;
}
