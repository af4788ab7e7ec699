namespace Psutil.Tool.Readings;

/// <summary>What one reading of the disks found. What could not be read is null, and among the gaps.</summary>
internal sealed record DisksReading
{
    public const string PlaceOfPartitions = "disks.partitions";

    public required IReadOnlyList<DiskPartition>? Partitions { get; init; }

    public required IReadOnlyList<DiskPartition>? AllPartitions { get; init; }

    /// <summary>The space of each file system, by its mount point.</summary>
    public required IReadOnlyDictionary<string, DiskUsage?>? Usage { get; init; }

    public required IReadOnlyDictionary<string, DiskIOCounters>? IOCounters { get; init; }

    public required PressureStall? Pressure { get; init; }

    public static DisksReading Take(Disks disks, Gaps gaps)
    {
        IReadOnlyList<DiskPartition>? partitions = gaps.Read(PlaceOfPartitions, () => disks.GetPartitions());
        return new DisksReading
        {
            Partitions = partitions,
            AllPartitions = gaps.Read("disks.partitions_all", () => disks.GetPartitions(all: true)),
            Usage = partitions is null ? null : TakeUsage(disks, partitions, Disks.DefaultUsageTimeout, gaps),
            IOCounters = gaps.Read("disks.io_counters", disks.GetIOCountersPerDisk),
            Pressure = gaps.ReadValue("disks.pressure", disks.GetPressure),
        };
    }

    /// <summary>Where the gap of a file system's space is noted.</summary>
    public static string PlaceOfUsage(string mountPoint) => "disks.usage." + mountPoint;

    /// <summary>
    /// The space of each file system, by its mount point. They are asked together, so that those that do not answer cost the time of one.
    /// </summary>
    public static IReadOnlyDictionary<string, DiskUsage?> TakeUsage(
        Disks disks,
        IEnumerable<DiskPartition> partitions,
        TimeSpan timeout,
        Gaps gaps
    )
    {
        OrderedDictionary<string, DiskUsage?> usages = new(StringComparer.Ordinal);
        foreach (PartitionUsage read in disks.GetUsagesAsync(partitions, timeout).GetAwaiter().GetResult())
        {
            string mountPoint = read.Partition.MountPoint;
            usages[mountPoint] = gaps.ReadValue(PlaceOfUsage(mountPoint), () => read.Exception is { } failure ? throw failure : read.Usage);
        }

        return usages;
    }
}
