using System.Collections.Concurrent;

namespace Psutil.Diagnostics;

/// <summary>The disks and file systems, read once per collection.</summary>
internal sealed class SharedDisks(SharedMachine machine, Disks disks) : Disks(machine)
{
    // Mount points come and go; a machine of containers has some thousands.
    private const int MostPaths = 16_384;

    private readonly SharedReading<IReadOnlyList<DiskPartition>> _partitions = new(machine, () => disks.GetPartitions());
    private readonly SharedReading<IReadOnlyList<DiskPartition>> _allPartitions = new(machine, () => disks.GetPartitions(all: true));
    private readonly SharedReading<IReadOnlyDictionary<string, DiskIOCounters>> _counters = new(machine, disks.GetIOCountersPerDisk);
    private readonly SharedReading<IReadOnlyDictionary<string, long>?> _sizes = new(machine, disks.GetSizePerDisk);
    private readonly SharedReading<PressureStall?> _pressure = new(machine, disks.GetPressure);
    private readonly ConcurrentDictionary<string, SharedReading<DiskUsage>> _usages = new(StringComparer.Ordinal);

    public override IReadOnlyDictionary<string, DiskIOCounters> GetIOCountersPerDisk() => _counters.Get();

    public override IEnumerable<string> SelectWholeDisks(IReadOnlyDictionary<string, DiskIOCounters> disksByName) =>
        disks.SelectWholeDisks(disksByName);

    public override IReadOnlyDictionary<string, long>? GetSizePerDisk() => _sizes.Get();

    public override PressureStall? GetPressure() => _pressure.Get();

    protected override IReadOnlyList<DiskPartition> GetPartitionsCore(PartitionOptions options) =>
        (options.IncludeAll ? _allPartitions : _partitions).Get();

    // Who asks first decides how long the file system has to answer.
    protected override DiskUsage GetUsageCore(string path, TimeSpan? timeout)
    {
        if (_usages.Count >= MostPaths)
        {
            _usages.Clear();
        }

        return _usages
            .GetOrAdd(
                path,
                static (name, source) => new(source.Machine, () => source.Disks.GetUsage(name, source.Timeout ?? Timeout.InfiniteTimeSpan)),
                (Machine: machine, Disks: disks, Timeout: timeout)
            )
            .Get();
    }
}
