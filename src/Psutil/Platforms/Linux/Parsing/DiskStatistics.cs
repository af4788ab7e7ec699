namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The raw counters of a disk or partition, in the kernel's units: sectors of 512 bytes and milliseconds.</summary>
internal readonly ref struct DiskStatistics
{
    /// <summary>The name as the kernel writes it; empty where the file's place tells it (<c>/sys/block/sda/stat</c>).</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    public long Reads { get; init; }

    public long Writes { get; init; }

    public long SectorsRead { get; init; }

    public long SectorsWritten { get; init; }

    /// <summary>Whether the counters below are known. Before Linux 2.6.25 they were not kept for partitions.</summary>
    public bool IsComplete { get; init; }

    public long ReadsMerged { get; init; }

    public long WritesMerged { get; init; }

    public long ReadMilliseconds { get; init; }

    public long WriteMilliseconds { get; init; }

    public long BusyMilliseconds { get; init; }
}
