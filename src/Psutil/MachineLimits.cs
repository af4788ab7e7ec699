namespace Psutil;

/// <summary>What the calling process may use of the machine; null where nothing limits it.</summary>
/// <param name="CpuCount">CPUs' worth of time, 0.5 being half of one CPU's time; from the cgroup's CPU quota and its ancestors', or the
/// job's CPU rate.</param>
/// <param name="MemoryBytes">Bytes of memory before the kernel reclaims or kills; the smallest limit among the cgroup and its
/// ancestors.</param>
/// <param name="MemoryUsedBytes">Bytes of memory that count against <paramref name="MemoryBytes"/> now, at the level that sets that
/// limit.</param>
/// <param name="SwapBytes">Bytes of swap that may be used beside the memory.</param>
/// <param name="ProcessCount">How many processes and threads may exist.</param>
public readonly record struct MachineLimits(
    double? CpuCount,
    long? MemoryBytes,
    long? MemoryUsedBytes,
    long? SwapBytes,
    long? ProcessCount
);
