namespace Psutil;

/// <summary>How much of the machine the calling process may use; null where nothing limits it.</summary>
/// <remarks>
/// Linux: the cgroup (v1 or v2) of the calling process and its ancestors, of which the tightest limit counts. Windows: the job object.
/// </remarks>
public readonly record struct MachineLimits
{
    /// <summary>CPU time per unit of time: 0.5 is half of one CPU's. Linux: the CPU quota. Windows: the job's CPU rate.</summary>
    public double? CpuCount { get; init; }

    /// <summary>Bytes of memory before the kernel reclaims memory or kills.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>
    /// Bytes of memory that count against <see cref="MemoryBytes"/> now, at the level that sets that limit.
    /// </summary>
    public long? MemoryUsedBytes { get; init; }

    /// <summary>Bytes of swap that may be used beside the memory. Linux.</summary>
    public long? SwapBytes { get; init; }

    /// <summary>How many processes and threads may exist. On Windows processes alone.</summary>
    public long? ProcessCount { get; init; }
}
