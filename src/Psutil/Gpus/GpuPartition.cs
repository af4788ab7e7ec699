namespace Psutil;

/// <summary>A part of a GPU that behaves like a GPU of its own: an instance of NVIDIA's MIG.</summary>
public sealed record GpuPartition
{
    /// <summary>The number of the instance on its GPU.</summary>
    public required int Index { get; init; }

    /// <summary>The name, such as <c>NVIDIA A100-SXM4-40GB MIG 1g.5gb</c>; null if the driver gives none.</summary>
    public string? Name { get; init; }

    /// <summary>The unique id, such as <c>MIG-a1b2…</c>; null if the driver gives none.</summary>
    public string? Uuid { get; init; }

    /// <summary>The memory of this part, in bytes; null if unknown.</summary>
    public long? MemoryTotal { get; init; }

    /// <summary>The memory in use, in bytes; null if unknown.</summary>
    public long? MemoryUsed { get; init; }
}
