namespace Psutil;

/// <summary>
/// The I/O of a cgroup with its descendants on one block device, since the group's first I/O on it. v2: a line of <c>io.stat</c>. v1:
/// <c>blkio.throttle.io_service_bytes_recursive</c> and <c>io_serviced_recursive</c>.
/// </summary>
public readonly record struct CgroupDeviceIO
{
    /// <summary>The device's number, as in <c>/sys/dev/block</c>: <c>8:0</c>.</summary>
    public required string Number { get; init; }

    /// <summary>The device's name, such as <c>sda</c>, from <c>/proc/partitions</c>; null if it is not listed there.</summary>
    public string? Name { get; init; }

    /// <summary>The number of bytes read; null if unknown.</summary>
    public long? ReadBytes { get; init; }

    /// <summary>The number of bytes written; null if unknown.</summary>
    public long? WriteBytes { get; init; }

    /// <summary>The number of reads; null if unknown.</summary>
    public long? ReadCount { get; init; }

    /// <summary>The number of writes; null if unknown.</summary>
    public long? WriteCount { get; init; }

    /// <summary>The number of bytes discarded (trimmed); null if unknown.</summary>
    public long? DiscardBytes { get; init; }
}
