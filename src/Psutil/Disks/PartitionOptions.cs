namespace Psutil;

/// <summary>The options that <see cref="Disks.GetPartitions"/> passes to its overridable core.</summary>
public readonly record struct PartitionOptions
{
    /// <summary>Whether to include memory, network and pseudo file systems, and duplicates.</summary>
    public bool IncludeAll { get; init; }
}
