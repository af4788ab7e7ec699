namespace Psutil;

/// <summary>A mounted file system.</summary>
public sealed record DiskPartition
{
    /// <summary>The device, such as <c>/dev/sda1</c>, or what the file system calls itself; null if it has none.</summary>
    public string? Device { get; init; }

    /// <summary>The folder where it is mounted.</summary>
    public required string MountPoint { get; init; }

    /// <summary>Its type, such as <c>ext4</c>; null where a volume of Windows has no medium or does not answer in time.</summary>
    public string? FileSystemType { get; init; }

    /// <summary>The mount options, separated by commas: the mount's own, then the file system's.</summary>
    public required string Options { get; init; }

    /// <summary>
    /// The folder of the file system that is mounted here: <c>/</c> unless this is a bind mount or a subvolume. Linux (<c>mountinfo</c>);
    /// null elsewhere.
    /// </summary>
    public string? Root { get; init; }
}
