namespace Psutil.Platforms.Linux;

internal sealed class LinuxDisks(LinuxRoots roots) : Disks
{
    private LinuxRoots Roots { get; } = roots;

    public override IReadOnlyList<DiskPartition> GetPartitions(bool all = false) => throw new PlatformNotSupportedException();

    public override DiskUsage GetUsage(string path, TimeSpan timeout) => throw new PlatformNotSupportedException();

    public override IReadOnlyDictionary<string, DiskIOCounters> GetIOCountersPerDisk() => throw new PlatformNotSupportedException();

    public override DiskIOCounters? GetIOCounters() => throw new PlatformNotSupportedException();
}
