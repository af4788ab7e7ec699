namespace Psutil;

/// <summary>The limits that a container or job sets for the calling process. A value is null if there is no limit.</summary>
/// <remarks>
/// Linux: the cgroup (v1 or v2) of the calling process and its visible ancestors; the lowest limit counts. Windows: the job object.
/// </remarks>
public readonly record struct MachineLimits
{
    /// <summary>The CPU time, as a number of CPUs: 0.5 is half of one CPU. Linux: the CPU quota. Windows: the job's CPU rate.</summary>
    public double? CpuCount { get; init; }

    /// <summary>The limit of memory, in bytes. When it is reached, the kernel reclaims memory or ends processes.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>The memory in use that counts against <see cref="MemoryBytes"/>, in bytes, at the level that sets that limit.</summary>
    public long? MemoryUsedBytes { get; init; }

    /// <summary>The limit of swap in addition to memory, in bytes. Linux.</summary>
    public long? SwapBytes { get; init; }

    /// <summary>The limit of processes and threads together. Windows: of processes.</summary>
    public long? ProcessCount { get; init; }
}
