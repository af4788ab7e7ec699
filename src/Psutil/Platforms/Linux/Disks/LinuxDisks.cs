namespace Psutil.Platforms.Linux;

internal sealed class LinuxDisks(LinuxRoots roots) : Disks
{
    private readonly LinuxPartitions _partitions = new(roots);
    private readonly LinuxDiskUsage _usage = new(roots);
    private readonly LinuxDiskCounters _counters = new(roots);

    public override IReadOnlyList<DiskPartition> GetPartitions(bool all = false) => _partitions.Read(all);

    public override DiskUsage GetUsage(string path, TimeSpan timeout) => _usage.Read(path, timeout);

    public override IReadOnlyDictionary<string, DiskIOCounters> GetIOCountersPerDisk() => _counters.ReadPerDisk();

    public override PressureStall? GetPressure() => LinuxPressure.Read(roots.Proc, "pressure/io");

    public override DiskIOCounters? GetIOCounters() => _counters.ReadSum();
}
