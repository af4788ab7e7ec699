using Psutil.Tool.Commands;

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

    public static DisksReading Take(ToolHost host, Disks disks, Gaps gaps)
    {
        IReadOnlyList<DiskPartition>? partitions = gaps.Read(PlaceOfPartitions, () => disks.GetPartitions());
        return new DisksReading
        {
            Partitions = partitions,
            AllPartitions = gaps.Read("disks.partitions_all", () => disks.GetPartitions(all: true)),
            Usage = partitions is null ? null : TakeUsage(host, disks, partitions, Disks.DefaultUsageTimeout, gaps),
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
    /// <param name="host">Asks those that may never answer.</param>
    /// <param name="disks">Asks the others.</param>
    /// <param name="partitions">The file systems.</param>
    /// <param name="timeout">How long to wait for their answers.</param>
    /// <param name="gaps">Where to note what cannot be read.</param>
    public static IReadOnlyDictionary<string, DiskUsage?> TakeUsage(
        ToolHost host,
        Disks disks,
        IEnumerable<DiskPartition> partitions,
        TimeSpan timeout,
        Gaps gaps
    )
    {
        // Only the last of several mounts on one mount point is visible.
        OrderedDictionary<string, bool> canHang = new(StringComparer.Ordinal);
        foreach (DiskPartition partition in partitions)
        {
            canHang[partition.MountPoint] = partition.CanHang == true;
        }

        string[] outside = [.. canHang.Where(place => place.Value).Select(place => place.Key)];
        IReadOnlyDictionary<string, UsageAnswer>? answers = outside.Length > 0 ? host.AskUsageOutside?.Invoke(outside, timeout) : null;
        OrderedDictionary<string, DiskUsage?> usage = new(StringComparer.Ordinal);
        foreach (string mountPoint in canHang.Keys)
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

        foreach (string[] together in canHang.Where(place => answers is null || !place.Value).Select(place => place.Key).Chunk(MostAtOnce))
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
