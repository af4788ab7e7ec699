namespace Psutil;

/// <summary>The I/O counters of a disk since the machine started. A counter is null if the operating system does not report it.</summary>
public readonly record struct DiskIOCounters
{
    /// <summary>The number of completed reads.</summary>
    public required long ReadCount { get; init; }

    /// <summary>The number of completed writes.</summary>
    public required long WriteCount { get; init; }

    /// <summary>The number of bytes read.</summary>
    public required long ReadBytes { get; init; }

    /// <summary>The number of bytes written.</summary>
    public required long WriteBytes { get; init; }

    /// <summary>
    /// The time spent on reads: the sum over all reads, also if several run at once. Not on NetBSD and OpenBSD, nor for partitions before
    /// Linux 2.6.25.
    /// </summary>
    public TimeSpan? ReadTime { get; init; }

    /// <summary>
    /// The time spent on writes: the sum over all writes, also if several run at once. Not on NetBSD and OpenBSD, nor for partitions before
    /// Linux 2.6.25.
    /// </summary>
    public TimeSpan? WriteTime { get; init; }

    /// <summary>The time in which at least one I/O was in progress. Linux, FreeBSD.</summary>
    public TimeSpan? BusyTime { get; init; }

    /// <summary>The number of reads that were merged with others before they reached the disk. Linux.</summary>
    public long? ReadMergedCount { get; init; }

    /// <summary>The number of writes that were merged with others before they reached the disk. Linux.</summary>
    public long? WriteMergedCount { get; init; }

    /// <summary>The sum of two disks' counters. A counter is null only if it is null in both.</summary>
    public static DiskIOCounters operator +(DiskIOCounters left, DiskIOCounters right) =>
        new()
        {
            ReadCount = Saturating.Add(left.ReadCount, right.ReadCount),
            WriteCount = Saturating.Add(left.WriteCount, right.WriteCount),
            ReadBytes = Saturating.Add(left.ReadBytes, right.ReadBytes),
            WriteBytes = Saturating.Add(left.WriteBytes, right.WriteBytes),
            ReadTime = Sum(left.ReadTime, right.ReadTime),
            WriteTime = Sum(left.WriteTime, right.WriteTime),
            BusyTime = Sum(left.BusyTime, right.BusyTime),
            ReadMergedCount = Sum(left.ReadMergedCount, right.ReadMergedCount),
            WriteMergedCount = Sum(left.WriteMergedCount, right.WriteMergedCount),
        };

    /// <summary>The sum of two disks' counters. A counter is null only if it is null in both.</summary>
    public static DiskIOCounters Add(DiskIOCounters left, DiskIOCounters right) => left + right;

    /// <summary>The rates between an earlier sample of the same disk and this one.</summary>
    /// <param name="earlier">The earlier sample.</param>
    /// <param name="elapsed">The time between the two.</param>
    /// <returns>The rates; null if no time has passed, or if a counter ran backwards, as it does when another disk has got the
    /// name.</returns>
    public DiskIORates? RatesSince(DiskIOCounters earlier, TimeSpan elapsed)
    {
        CounterDifference difference = new(elapsed);
        double reads = difference.Count(ReadCount, earlier.ReadCount);
        double writes = difference.Count(WriteCount, earlier.WriteCount);
        double? busy = difference.Ticks(BusyTime, earlier.BusyTime);
        DiskIORates rates = new()
        {
            ReadsPerSecond = reads / elapsed.TotalSeconds,
            WritesPerSecond = writes / elapsed.TotalSeconds,
            ReadBytesPerSecond = difference.PerSecond(ReadBytes, earlier.ReadBytes),
            WriteBytesPerSecond = difference.PerSecond(WriteBytes, earlier.WriteBytes),
            ReadLatency = Mean(difference.Ticks(ReadTime, earlier.ReadTime), reads),
            WriteLatency = Mean(difference.Ticks(WriteTime, earlier.WriteTime), writes),

            // The kernel's steps can make it slightly longer than the time that passed.
            BusyPercent = busy is { } ticks ? Math.Min(100, ticks / elapsed.Ticks * 100) : null,
        };
        return difference.IsValid ? rates : null;
    }

    private static TimeSpan? Mean(double? ticks, double count) =>
        count > 0 && ticks is { } known ? new TimeSpan((long)(known / count)) : null;

    private static TimeSpan? Sum(TimeSpan? left, TimeSpan? right) =>
        left is null ? right
        : right is null ? left
        : Saturating.Add(left.Value, right.Value);

    private static long? Sum(long? left, long? right) =>
        left is null ? right
        : right is null ? left
        : Saturating.Add(left.Value, right.Value);
}
