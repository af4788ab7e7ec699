namespace Psutil.Platforms.Linux;

internal sealed class LinuxDisks(LinuxRoots roots) : Disks
{
    private readonly LinuxPartitions _partitions = new(roots);
    private readonly LinuxDiskUsage _usage = new(roots);
    private readonly LinuxDiskCounters _counters = new(roots);

    protected override IReadOnlyList<DiskPartition> GetPartitionsCore(PartitionOptions options) => _partitions.Read(options.IncludeAll);

    protected override DiskUsage GetUsageCore(string path, TimeSpan? timeout) => _usage.Read(path, timeout);

    public override IReadOnlyDictionary<string, DiskIOCounters> GetIOCountersPerDisk() => _counters.ReadPerDisk();

    public override PressureStall? GetPressure() => LinuxPressure.Read(roots.Proc, "pressure/io");

    protected override DiskIOCounters? GetIOCountersCore() => _counters.ReadSum();
}
