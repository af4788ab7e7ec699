namespace Psutil;

/// <summary>The sums over a process and all its descendants, from <see cref="OSProcess.GetTreeTotals"/>.</summary>
public readonly record struct ProcessTreeTotals
{
    /// <summary>The number of processes.</summary>
    public required int ProcessCount { get; init; }

    /// <summary>The CPU time they have used: user and system, without that of children that have ended.</summary>
    public required TimeSpan CpuTime { get; init; }

    /// <summary>The sum of their RSS, in bytes: memory that they share is counted once for each.</summary>
    public required long Rss { get; init; }

    /// <summary>
    /// The sum of their PSS, in bytes, where memory that they share is counted once; null if it was not asked for, or that of any process
    /// is unknown.
    /// </summary>
    public long? Pss { get; init; }
}
