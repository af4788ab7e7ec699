namespace Psutil;

/// <summary>
/// Details of the memory of a process, in bytes. A value is null if the operating system or its version does not report it.
/// </summary>
public sealed record ProcessMemoryDetails
{
    /// <summary>The highest RSS so far. Linux <c>VmHWM</c>.</summary>
    public long? PeakRss { get; init; }

    /// <summary>The highest VMS so far. Linux <c>VmPeak</c>.</summary>
    public long? PeakVms { get; init; }

    /// <summary>The RSS that is not backed by a file. Linux 4.5 <c>RssAnon</c>.</summary>
    public long? RssAnonymous { get; init; }

    /// <summary>The RSS that is backed by files. Linux 4.5 <c>RssFile</c>.</summary>
    public long? RssFile { get; init; }

    /// <summary>The RSS of shared memory and tmpfs. Linux 4.5 <c>RssShmem</c>.</summary>
    public long? RssSharedMemory { get; init; }

    /// <summary>The memory that is swapped out. Linux 2.6.34 <c>VmSwap</c>.</summary>
    public long? Swap { get; init; }

    /// <summary>The huge pages, which <see cref="ProcessMemory.Rss"/> does not include. Linux 4.4 <c>HugetlbPages</c>.</summary>
    public long? HugePages { get; init; }

    /// <summary>The memory that cannot be swapped out. macOS.</summary>
    public long? Wired { get; init; }

    /// <summary>The memory that is compressed. macOS.</summary>
    public long? Compressed { get; init; }

    /// <summary>The physical footprint: "Memory" in Activity Monitor. macOS.</summary>
    public long? PhysicalFootprint { get; init; }

    /// <summary>The highest <see cref="PhysicalFootprint"/> so far. macOS.</summary>
    public long? PeakPhysicalFootprint { get; init; }

    /// <summary>The address space in use. Windows.</summary>
    public long? Virtual { get; init; }

    /// <summary>The highest <see cref="Virtual"/> so far. Windows.</summary>
    public long? PeakVirtual { get; init; }

    /// <summary>The kernel memory that can be paged out. Windows.</summary>
    public long? PagedPool { get; init; }

    /// <summary>The highest <see cref="PagedPool"/> so far. Windows.</summary>
    public long? PeakPagedPool { get; init; }

    /// <summary>The kernel memory that cannot be paged out. Windows.</summary>
    public long? NonPagedPool { get; init; }

    /// <summary>The highest <see cref="NonPagedPool"/> so far. Windows.</summary>
    public long? PeakNonPagedPool { get; init; }
}
