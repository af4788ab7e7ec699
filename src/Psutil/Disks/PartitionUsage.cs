namespace Psutil;

/// <summary>A mounted file system with its space, from <see cref="Disks.GetPartitionUsages"/>.</summary>
public sealed class PartitionUsage
{
    /// <summary>The file system.</summary>
    public required DiskPartition Partition { get; init; }

    /// <summary>Its space; null if it could not be read.</summary>
    public DiskUsage? Usage { get; init; }

    /// <summary>
    /// What <see cref="Disks.GetUsage(string, TimeSpan?)"/> would have thrown: <see cref="PsutilTimeoutException"/> if the file system did
    /// not answer. Null if <see cref="Usage"/> has a value.
    /// </summary>
    public PsutilException? Exception { get; init; }

    /// <summary>Why the space could not be read; null if <see cref="Usage"/> has a value.</summary>
    public Unavailability? Unavailable => Exception?.ToUnavailability();
}
