namespace Psutil;

/// <summary>What a disk has done since the machine started. What an operating system does not tell is null.</summary>
public readonly record struct DiskIOCounters
{
    /// <summary>Reads completed.</summary>
    public required long ReadCount { get; init; }

    /// <summary>Writes completed.</summary>
    public required long WriteCount { get; init; }

    /// <summary>Bytes read.</summary>
    public required long ReadBytes { get; init; }

    /// <summary>Bytes written.</summary>
    public required long WriteBytes { get; init; }

    /// <summary>
    /// Time spent on reads, each of several at once counted by itself. Not on NetBSD and OpenBSD, nor for partitions before Linux 2.6.25.
    /// </summary>
    public TimeSpan? ReadTime { get; init; }

    /// <summary>
    /// Time spent on writes, each of several at once counted by itself. Not on NetBSD and OpenBSD, nor for partitions before Linux 2.6.25.
    /// </summary>
    public TimeSpan? WriteTime { get; init; }

    /// <summary>Time in which the disk did something. Linux, FreeBSD.</summary>
    public TimeSpan? BusyTime { get; init; }

    /// <summary>Reads that were joined with others before they reached the disk. Linux.</summary>
    public long? ReadMergedCount { get; init; }

    /// <summary>Writes that were joined with others before they reached the disk. Linux.</summary>
    public long? WriteMergedCount { get; init; }

    /// <summary>The sum of two disks' counters; a part is null only if both lack it.</summary>
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

    /// <summary>The sum of two disks' counters; a part is null only if both lack it.</summary>
    public static DiskIOCounters Add(DiskIOCounters left, DiskIOCounters right) => left + right;

    private static TimeSpan? Sum(TimeSpan? left, TimeSpan? right) =>
        left is null ? right
        : right is null ? left
        : Saturating.Add(left.Value, right.Value);

    private static long? Sum(long? left, long? right) =>
        left is null ? right
        : right is null ? left
        : Saturating.Add(left.Value, right.Value);
}
