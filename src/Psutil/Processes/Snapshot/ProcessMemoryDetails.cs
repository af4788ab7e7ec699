namespace Psutil;

/// <summary>More of a process's memory, in bytes. What an operating system or its version does not report is null.</summary>
public sealed record ProcessMemoryDetails
{
    /// <summary>The highest RSS so far. Linux <c>VmHWM</c>.</summary>
    public long? PeakRss { get; init; }

    /// <summary>The highest VMS so far. Linux <c>VmPeak</c>.</summary>
    public long? PeakVms { get; init; }

    /// <summary>RSS that is backed by no file. Linux 4.5 <c>RssAnon</c>.</summary>
    public long? RssAnonymous { get; init; }

    /// <summary>RSS that is backed by files. Linux 4.5 <c>RssFile</c>.</summary>
    public long? RssFile { get; init; }

    /// <summary>RSS that is shared memory or tmpfs. Linux 4.5 <c>RssShmem</c>.</summary>
    public long? RssSharedMemory { get; init; }

    /// <summary>What was swapped out. Linux 2.6.34 <c>VmSwap</c>.</summary>
    public long? Swap { get; init; }

    /// <summary>Huge pages, which <see cref="ProcessMemory.Rss"/> does not count. Linux 4.4 <c>HugetlbPages</c>.</summary>
    public long? HugePages { get; init; }

    /// <summary>Memory that cannot leave RAM. macOS.</summary>
    public long? Wired { get; init; }

    /// <summary>Memory that was compressed. macOS.</summary>
    public long? Compressed { get; init; }

    /// <summary>What the system holds against the process: Activity Monitor's "Memory". macOS.</summary>
    public long? PhysicalFootprint { get; init; }

    /// <summary>Address space in use. Windows.</summary>
    public long? Virtual { get; init; }

    /// <summary>The most address space used so far. Windows.</summary>
    public long? PeakVirtual { get; init; }

    /// <summary>Kernel memory that may be paged out. Windows.</summary>
    public long? PagedPool { get; init; }

    /// <summary>The highest <see cref="PagedPool"/> so far. Windows.</summary>
    public long? PeakPagedPool { get; init; }

    /// <summary>Kernel memory that stays in RAM. Windows.</summary>
    public long? NonPagedPool { get; init; }

    /// <summary>The highest <see cref="NonPagedPool"/> so far. Windows.</summary>
    public long? PeakNonPagedPool { get; init; }
}
