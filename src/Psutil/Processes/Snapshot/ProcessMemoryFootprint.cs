namespace Psutil;

/// <summary>What a process's memory really costs.</summary>
public readonly record struct ProcessMemoryFootprint
{
    /// <summary>
    /// USS, the memory that would be free if the process ended now, in bytes. Linux (<c>Private_*</c> of <c>smaps_rollup</c>), macOS,
    /// Windows.
    /// </summary>
    public required long Uss { get; init; }

    /// <summary>
    /// PSS, <see cref="Uss"/> plus the process's share of what it shares, each page divided by its users, in bytes. Linux (<c>Pss</c> of
    /// <c>smaps_rollup</c>).
    /// </summary>
    public long? Pss { get; init; }

    /// <summary>The memory that was swapped out, in bytes. Linux (<c>Swap</c> of <c>smaps_rollup</c>).</summary>
    public long? Swap { get; init; }
}
