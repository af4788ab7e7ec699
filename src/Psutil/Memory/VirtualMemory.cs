namespace Psutil;

/// <summary>Physical memory, in bytes. What an operating system does not report is null.</summary>
public sealed record VirtualMemory
{
    /// <summary>All memory that the kernel can give out.</summary>
    public required long Total { get; init; }

    /// <summary>What programs can be given without swapping: more than <see cref="Free"/>, because caches can be dropped.</summary>
    /// <remarks>
    /// Linux: <c>MemAvailable</c>, estimated where the kernel lacks it (before 3.14), plus what ZFS's cache can give back.
    /// </remarks>
    public required long Available { get; init; }

    /// <summary>What is in use: <see cref="Total"/> less <see cref="Available"/>, on Windows and Linux.</summary>
    public required long Used { get; init; }

    /// <summary>Memory that nobody uses for anything.</summary>
    public required long Free { get; init; }

    /// <summary>The share in use, in percent of <see cref="Total"/>: what is not available.</summary>
    public double Percent => Total > 0 ? (Total - Available) * 100.0 / Total : 0;

    /// <summary>Used recently. Linux <c>Active</c>; macOS, BSD.</summary>
    public long? Active { get; init; }

    /// <summary>Not used recently. Linux <c>Inactive</c>; macOS, BSD.</summary>
    public long? Inactive { get; init; }

    /// <summary>Cache of block devices. Linux <c>Buffers</c>; BSD.</summary>
    public long? Buffers { get; init; }

    /// <summary>
    /// Cache of files. Linux <c>Cached</c> and <c>SReclaimable</c>, as <c>free</c> adds them; BSD; Windows: the file system cache.
    /// </summary>
    public long? Cached { get; init; }

    /// <summary>Memory that several processes share. Linux <c>Shmem</c>: tmpfs and shared memory; BSD.</summary>
    public long? Shared { get; init; }

    /// <summary>The kernel's own structures. Linux <c>Slab</c>.</summary>
    public long? Slab { get; init; }

    /// <summary>Memory that never leaves RAM. macOS, BSD; Windows: the non-paged pool.</summary>
    public long? Wired { get; init; }

    /// <summary>
    /// The ZFS cache (ARC), which the kernel counts as used; null without ZFS. Linux <c>/proc/spl/kstat/zfs/arcstats</c>.
    /// </summary>
    public long? ZfsCache { get; init; }
}
