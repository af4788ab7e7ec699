namespace Psutil;

/// <summary>A NUMA node: CPUs and the memory that is near them. A node can be without CPUs or without memory.</summary>
/// <remarks>Two nodes are equal only if they are the same object.</remarks>
public sealed class NumaNode
{
    /// <summary>The number that the operating system gives it.</summary>
    public required int Number { get; init; }

    /// <summary>The numbers of its CPUs in ascending order, empty for a node that has none; null if unknown.</summary>
    public IReadOnlyList<int>? Cpus { get; init; }

    /// <summary>The memory of the node, in bytes; null if unknown. Linux: <c>MemTotal</c> of the node's <c>meminfo</c>.</summary>
    public long? MemoryTotalBytes { get; init; }

    /// <summary>
    /// The free memory of the node, in bytes; null if unknown. Linux: <c>MemFree</c> of the node's <c>meminfo</c>. Windows:
    /// <c>GetNumaAvailableMemoryNodeEx</c>.
    /// </summary>
    public long? MemoryFreeBytes { get; init; }

    /// <summary>
    /// The cost of memory of each node of <see cref="CpuTopology.NumaNodes"/>, in their order, for CPUs of this node: 10 is that of its own
    /// memory, 20 twice as much. Null if unknown. Linux: the node's <c>distance</c>.
    /// </summary>
    public IReadOnlyList<int>? Distances { get; init; }
}
