namespace Psutil;

/// <summary>The memory of a process, in bytes. A value is null if the operating system does not report it.</summary>
public readonly record struct ProcessMemory
{
    /// <summary>
    /// The RSS: the memory of the process that is in RAM. Linux: <c>statm</c>. Windows: the working set. All operating systems.
    /// </summary>
    public required long Rss { get; init; }

    /// <summary>The VMS: the size of the address space. Linux: <c>statm</c>. Windows: the private commit. All operating systems.</summary>
    public required long Vms { get; init; }

    /// <summary>The part of <see cref="Rss"/> that is backed by files or shared memory. Linux <c>statm</c>.</summary>
    public long? Shared { get; init; }

    /// <summary>The size of its code. Linux, BSD.</summary>
    public long? Text { get; init; }

    /// <summary>The size of its data and stack. Linux, BSD.</summary>
    public long? Data { get; init; }

    /// <summary>The size of its stack. BSD.</summary>
    public long? Stack { get; init; }

    /// <summary>The highest <see cref="Rss"/> so far. BSD, Windows; on Linux see <see cref="ProcessMemoryDetails"/>.</summary>
    public long? PeakRss { get; init; }

    /// <summary>The highest <see cref="Vms"/> so far. Windows; on Linux see <see cref="ProcessMemoryDetails"/>.</summary>
    public long? PeakVms { get; init; }
}
