namespace Psutil;

/// <summary>The physical memory, in bytes. A value is null if the operating system does not report it.</summary>
public sealed record VirtualMemory
{
    /// <summary>The memory that the kernel manages.</summary>
    public required long Total { get; init; }

    /// <summary>The memory that programs can get without swapping: more than <see cref="Free"/>, because caches can be dropped.</summary>
    /// <remarks>Linux: <c>MemAvailable</c>, estimated before Linux 3.14, plus the part of the ZFS cache that can be freed.</remarks>
    public required long Available { get; init; }

    /// <summary>The memory in use. Linux and Windows: <see cref="Total"/> − <see cref="Available"/>.</summary>
    public required long Used { get; init; }

    /// <summary>The memory that is not used at all.</summary>
    public required long Free { get; init; }

    /// <summary>The memory that is not available, in percent of <see cref="Total"/> (0–100).</summary>
    public double Percent => Total > 0 ? (Total - Available) * 100.0 / Total : 0;

    /// <summary>Memory that was used recently. Linux <c>Active</c>; macOS, BSD.</summary>
    public long? Active { get; init; }

    /// <summary>Memory that was not used recently. Linux <c>Inactive</c>; macOS, BSD.</summary>
    public long? Inactive { get; init; }

    /// <summary>The cache of block devices. Linux <c>Buffers</c>; BSD.</summary>
    public long? Buffers { get; init; }

    /// <summary>
    /// The cache of files. Linux <c>Cached</c> and <c>SReclaimable</c>, as <c>free</c> adds them; BSD; Windows: the file system cache.
    /// </summary>
    public long? Cached { get; init; }

    /// <summary>Memory that several processes share. Linux <c>Shmem</c>: tmpfs and shared memory; BSD.</summary>
    public long? Shared { get; init; }

    /// <summary>The kernel's own structures. Linux <c>Slab</c>.</summary>
    public long? Slab { get; init; }

    /// <summary>The part of <see cref="Slab"/> that the kernel can free. Linux 2.6.19 and later: <c>SReclaimable</c>.</summary>
    public long? SlabReclaimable { get; init; }

    /// <summary>The pool of huge pages; null if the kernel has none. Linux.</summary>
    public HugePages? HugePages { get; init; }

    /// <summary>Memory that cannot be swapped out. macOS, BSD; Windows: the non-paged pool.</summary>
    public long? Wired { get; init; }

    /// <summary>
    /// The ZFS cache (ARC), which the kernel counts as used; null if there is no ZFS. Linux <c>/proc/spl/kstat/zfs/arcstats</c>.
    /// </summary>
    public long? ZfsCache { get; init; }
}
