namespace Psutil.Diagnostics;

/// <summary>The values of a process group. Its counters only grow, also when its processes end.</summary>
internal sealed record ProcessGroupReading
{
    /// <summary>The name of the group.</summary>
    public required string Name { get; init; }

    /// <summary>The processes that are in it now.</summary>
    public required long Count { get; init; }

    /// <summary>The RSS of those processes.</summary>
    public required long Rss { get; init; }

    /// <summary>The user CPU time of all processes that were ever in it, while they were.</summary>
    public required TimeSpan UserTime { get; init; }

    /// <summary>The system CPU time, likewise.</summary>
    public required TimeSpan SystemTime { get; init; }

    /// <summary>The bytes read from disks, likewise; null if that was unknown for all.</summary>
    public required long? ReadBytes { get; init; }

    /// <summary>The bytes written to disks, likewise; null if that was unknown for all.</summary>
    public required long? WriteBytes { get; init; }
}
