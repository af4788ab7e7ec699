namespace Psutil.Tool.Readings;

/// <summary>One reading of the disks. A value that could not be read is null, and among the gaps.</summary>
internal sealed record DisksReading
{
    public const string PlaceOfPartitions = "disks.partitions";

    public required IReadOnlyList<DiskPartition>? Partitions { get; init; }

    public required IReadOnlyList<DiskPartition>? AllPartitions { get; init; }

    /// <summary>The space of each file system, by its mount point.</summary>
    public required IReadOnlyDictionary<string, DiskUsage?>? Usage { get; init; }

    public required IReadOnlyDictionary<string, DiskIOCounters>? IOCounters { get; init; }

    public required PressureStall? Pressure { get; init; }

    public static DisksReading Take(AskUsage? askOutside, Disks disks, Gaps gaps)
    {
        IReadOnlyList<DiskPartition>? partitions = gaps.Read(PlaceOfPartitions, () => disks.GetPartitions());
        return new DisksReading
        {
            Partitions = partitions,
            AllPartitions = gaps.Read("disks.partitions_all", () => disks.GetPartitions(all: true)),
            Usage = partitions is null ? null : TakeUsage(askOutside, disks, partitions, Disks.DefaultUsageTimeout, gaps),
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
    /// <param name="askOutside">Asks those that may never answer; null if they are asked like the others.</param>
    /// <param name="disks">Asks the others.</param>
    /// <param name="partitions">The file systems.</param>
    /// <param name="timeout">How long to wait for their answers.</param>
    /// <param name="gaps">Where to note what cannot be read.</param>
    public static IReadOnlyDictionary<string, DiskUsage?> TakeUsage(
        AskUsage? askOutside,
        Disks disks,
        IEnumerable<DiskPartition> partitions,
        TimeSpan timeout,
        Gaps gaps
    )
    {
        // Only the last of several mounts on one mount point is visible.
        OrderedDictionary<string, DiskPartition> visible = new(StringComparer.Ordinal);
        foreach (DiskPartition partition in partitions)
        {
            visible[partition.MountPoint] = partition;
        }

        string[] outside = [.. visible.Values.Where(partition => partition.CanHang == true).Select(partition => partition.MountPoint)];
        IReadOnlyDictionary<string, UsageAnswer>? answers = outside.Length > 0 ? askOutside?.Invoke(outside, timeout) : null;
        OrderedDictionary<string, DiskUsage?> usage = new(StringComparer.Ordinal);
        foreach (string mountPoint in visible.Keys)
        {
            usage.Add(mountPoint, null);
        }

        if (answers is not null)
        {
            foreach (string mountPoint in outside)
            {
                UsageAnswer answer = answers.TryGetValue(mountPoint, out UsageAnswer? known)
                    ? known
                    : UsageAnswer.TimedOut(mountPoint, timeout);
                usage[mountPoint] = gaps.Take(PlaceOfUsage(mountPoint), answer);
            }
        }

        IEnumerable<DiskPartition> inside = visible.Values.Where(partition => answers is null || partition.CanHang != true);
        foreach (PartitionUsage read in disks.GetUsagesAsync(inside, timeout).GetAwaiter().GetResult())
        {
            string mountPoint = read.Partition.MountPoint;
            usage[mountPoint] = gaps.ReadValue(PlaceOfUsage(mountPoint), () => read.Exception is { } failure ? throw failure : read.Usage);
        }

        return usage;
    }
}
