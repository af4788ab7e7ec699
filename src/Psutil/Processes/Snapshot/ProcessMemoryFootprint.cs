namespace Psutil;

/// <summary>The memory footprint of a process: what its memory costs when sharing is taken into account.</summary>
public readonly record struct ProcessMemoryFootprint
{
    /// <summary>
    /// The USS: the memory that would become free if the process ended, in bytes. Linux (<c>Private_*</c> of <c>smaps_rollup</c>), macOS,
    /// Windows.
    /// </summary>
    public required long Uss { get; init; }

    /// <summary>
    /// The PSS: <see cref="Uss"/> plus a share of the shared memory, in bytes; each shared page is divided by the number of processes that
    /// share it. Linux (<c>Pss</c> of <c>smaps_rollup</c>).
    /// </summary>
    public long? Pss { get; init; }

    /// <summary>The memory that is swapped out, in bytes. Linux (<c>Swap</c> of <c>smaps_rollup</c>).</summary>
    public long? Swap { get; init; }
}
