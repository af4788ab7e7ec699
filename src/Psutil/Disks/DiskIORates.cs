namespace Psutil;

/// <summary>The I/O of a disk per second, between two samples of its <see cref="DiskIOCounters"/>.</summary>
public readonly record struct DiskIORates
{
    /// <summary>The number of completed reads per second.</summary>
    public required double ReadsPerSecond { get; init; }

    /// <summary>The number of completed writes per second.</summary>
    public required double WritesPerSecond { get; init; }

    /// <summary>The number of bytes read per second.</summary>
    public required double ReadBytesPerSecond { get; init; }

    /// <summary>The number of bytes written per second.</summary>
    public required double WriteBytesPerSecond { get; init; }

    /// <summary>
    /// The mean time that a read took, from the queue to its completion (<c>r_await</c> of iostat). Null if no read was completed, and if
    /// <see cref="DiskIOCounters.ReadTime"/> is null.
    /// </summary>
    public TimeSpan? ReadLatency { get; init; }

    /// <summary>
    /// The mean time that a write took, from the queue to its completion (<c>w_await</c> of iostat). Null if no write was completed, and if
    /// <see cref="DiskIOCounters.WriteTime"/> is null.
    /// </summary>
    public TimeSpan? WriteLatency { get; init; }

    /// <summary>
    /// The share of the time in which at least one I/O was in progress, in percent (0–100; <c>%util</c> of iostat). A disk that works on
    /// several requests at once, such as an SSD or a RAID, can do more at 100. Of several disks together, that of the busiest. Null if
    /// <see cref="DiskIOCounters.BusyTime"/> is null.
    /// </summary>
    public double? BusyPercent { get; init; }

    /// <summary>The rates of several disks together; null if there are none.</summary>
    internal static DiskIORates? Sum(IEnumerable<DiskIORates> disks)
    {
        DiskIORates? sum = null;
        foreach (DiskIORates disk in disks)
        {
            sum = sum is { } known ? Add(known, disk) : disk;
        }

        return sum;
    }

    private static DiskIORates Add(in DiskIORates left, in DiskIORates right) =>
        new()
        {
            ReadsPerSecond = left.ReadsPerSecond + right.ReadsPerSecond,
            WritesPerSecond = left.WritesPerSecond + right.WritesPerSecond,
            ReadBytesPerSecond = left.ReadBytesPerSecond + right.ReadBytesPerSecond,
            WriteBytesPerSecond = left.WriteBytesPerSecond + right.WriteBytesPerSecond,
            ReadLatency = MeanLatency(left.ReadsPerSecond, left.ReadLatency, right.ReadsPerSecond, right.ReadLatency),
            WriteLatency = MeanLatency(left.WritesPerSecond, left.WriteLatency, right.WritesPerSecond, right.WriteLatency),
            BusyPercent = right.BusyPercent is { } busy ? Math.Max(busy, left.BusyPercent ?? 0) : left.BusyPercent,
        };

    // Of all requests: a disk that did a thousand counts a thousand times as much as one that did one.
    private static TimeSpan? MeanLatency(double leftCount, TimeSpan? left, double rightCount, TimeSpan? right) =>
        leftCount == 0 ? right
        : rightCount == 0 ? left
        : left is { } first && right is { } second ? first + ((second - first) * (rightCount / (leftCount + rightCount)))
        : null;
}
