namespace Psutil.Tool.Readings;

/// <summary>One reading of the disks. A value that could not be read is null, and among the gaps.</summary>
internal sealed record DisksReading
{
    public const string PlaceOfPartitions = "disks.partitions";

    // Each file system is read on a separate thread, and there can be thousands.
    private const int MostAtOnce = 64;

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

    /// <summary>The place of the gap of a file system's space.</summary>
    public static string PlaceOfUsage(string mountPoint) => "disks.usage." + mountPoint;

    /// <summary>
    /// The space of each file system, by its mount point. They are read concurrently, so that several that do not answer take the time of
    /// one.
    /// </summary>
    public static IReadOnlyDictionary<string, DiskUsage?> TakeUsage(
        Disks disks,
        IEnumerable<DiskPartition> partitions,
        TimeSpan timeout,
        Gaps gaps
    )
    {
        // Only the last of several mounts on one mount point is visible.
        OrderedDictionary<string, DiskUsage?> usage = new(StringComparer.Ordinal);
        IEnumerable<string> mountPoints = partitions.Select(partition => partition.MountPoint).Distinct(StringComparer.Ordinal);
        foreach (string[] together in mountPoints.Chunk(MostAtOnce))
        {
            (string MountPoint, Task<DiskUsage> Answer)[] asked =
            [
                .. together.Select(mountPoint => (mountPoint, disks.GetUsageAsync(mountPoint, timeout))),
            ];
            foreach ((string mountPoint, Task<DiskUsage> answer) in asked)
            {
                usage[mountPoint] = gaps.ReadValue(PlaceOfUsage(mountPoint), () => answer.GetAwaiter().GetResult());
            }
        }

        return usage;
    }
}
