namespace Psutil;

/// <summary>The totals of a process and all its descendants, from <see cref="OSProcess.GetTreeTotals"/>.</summary>
public readonly record struct ProcessTreeTotals
{
    /// <summary>The number of processes.</summary>
    public required int ProcessCount { get; init; }

    /// <summary>The CPU time they have used, user and system time together, without that of children that have ended.</summary>
    public required TimeSpan CpuTime { get; init; }

    /// <summary>The sum of their RSS, in bytes. Memory that several of them share is counted once for each.</summary>
    public required long Rss { get; init; }

    /// <summary>
    /// The sum of their PSS, in bytes. Memory that they share is counted once. Null if it was not requested, or if it is unknown for any
    /// process. Linux.
    /// </summary>
    public long? Pss { get; init; }
}
