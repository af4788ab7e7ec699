namespace Psutil;

/// <summary>A process's memory, in bytes. What an operating system does not tell is null.</summary>
public readonly record struct ProcessMemory
{
    /// <summary>RSS: what it has in RAM. All operating systems; Windows: the working set.</summary>
    public required long Rss { get; init; }

    /// <summary>VMS: its address space. All operating systems; Windows: the private commit.</summary>
    public required long Vms { get; init; }

    /// <summary>The part of <see cref="Rss"/> that is backed by files or shared memory. Linux <c>statm</c>.</summary>
    public long? Shared { get; init; }

    /// <summary>Its code. Linux, BSD.</summary>
    public long? Text { get; init; }

    /// <summary>Its data and stack. Linux, BSD.</summary>
    public long? Data { get; init; }

    /// <summary>Its stack. BSD.</summary>
    public long? Stack { get; init; }

    /// <summary>The highest <see cref="Rss"/> so far. BSD, Windows; on Linux see <see cref="ProcessMemoryDetails"/>.</summary>
    public long? PeakRss { get; init; }

    /// <summary>The highest <see cref="Vms"/> so far. Windows; on Linux see <see cref="ProcessMemoryDetails"/>.</summary>
    public long? PeakVms { get; init; }
}
