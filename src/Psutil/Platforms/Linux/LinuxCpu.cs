namespace Psutil.Platforms.Linux;

internal sealed class LinuxCpu(LinuxRoots roots) : Cpu
{
    private LinuxRoots Roots { get; } = roots;

    public override CpuTimes GetTimes() => throw new PlatformNotSupportedException();

    public override IReadOnlyList<CpuCoreTimes> GetTimesPerCpu() => throw new PlatformNotSupportedException();

    public override int GetLogicalCount() => throw new PlatformNotSupportedException();

    public override int? GetPhysicalCount() => throw new PlatformNotSupportedException();

    public override int GetAvailableCount() => throw new PlatformNotSupportedException();

    public override CpuStatistics GetStatistics() => throw new PlatformNotSupportedException();

    public override IReadOnlyList<CpuFrequency> GetFrequencyPerCpu() => throw new PlatformNotSupportedException();

    public override LoadAverage GetLoadAverage() => throw new PlatformNotSupportedException();
}
