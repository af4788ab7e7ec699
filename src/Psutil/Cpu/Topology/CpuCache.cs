namespace Psutil;

/// <summary>A cache of one or more CPUs.</summary>
/// <remarks>Two caches are equal only if they are the same object.</remarks>
public sealed class CpuCache
{
    /// <summary>The level: 1 is the nearest to the core.</summary>
    public required int Level { get; init; }

    /// <summary>What it keeps.</summary>
    public required CpuCacheKind Kind { get; init; }

    /// <summary>The size, in bytes; null if unknown.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>The size of one line, in bytes; null if unknown.</summary>
    public int? LineSizeBytes { get; init; }

    /// <summary>The number of ways of associativity; null if unknown or fully associative.</summary>
    public int? WayCount { get; init; }

    /// <summary>The numbers of the online CPUs that share it, in ascending order; null if unknown.</summary>
    public IReadOnlyList<int>? Cpus { get; init; }
}
