namespace Psutil;

/// <summary>What <see cref="Disks.GetPartitions"/> hands to the operating system's part of it.</summary>
public readonly record struct PartitionOptions
{
    /// <summary>Whether memory, network and pseudo file systems, and duplicates, are listed too.</summary>
    public bool IncludeAll { get; init; }
}
