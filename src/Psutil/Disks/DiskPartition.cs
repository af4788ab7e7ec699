namespace Psutil;

/// <summary>A mounted file system.</summary>
public sealed record DiskPartition
{
    /// <summary>The device, such as <c>/dev/sda1</c>, or the name that the file system gives; null if it has none.</summary>
    public string? Device { get; init; }

    /// <summary>The directory that the file system is mounted on.</summary>
    public required string MountPoint { get; init; }

    /// <summary>
    /// The type of the file system, such as <c>ext4</c>; null on Windows if the volume has no medium or does not answer in time.
    /// </summary>
    public string? FileSystemType { get; init; }

    /// <summary>The mount options, separated by commas: first those of the mount, then those of the file system.</summary>
    public required string Options { get; init; }

    /// <summary>
    /// The directory within the file system that is mounted here: <c>/</c> unless this is a bind mount or a subvolume. Linux
    /// (<c>mountinfo</c>); null on other operating systems.
    /// </summary>
    public string? Root { get; init; }

    /// <summary>
    /// Whether a question about the file system can wait forever: a server or a program answers for it (NFS, SMB, FUSE, autofs), or for a
    /// file system that it is mounted below. Linux: by the types; a type that is not known can hang. Null on other operating systems.
    /// </summary>
    public bool? CanHang { get; init; }
}
