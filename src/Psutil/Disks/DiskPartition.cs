namespace Psutil;

/// <summary>A mounted file system.</summary>
/// <param name="Device">The device, such as <c>/dev/sda1</c>, or what the file system calls itself; null if it has none.</param>
/// <param name="MountPoint">Where it is mounted.</param>
/// <param name="FileSystemType">Its type, such as <c>ext4</c>; null where the volume does not tell: no medium, or no answer in
/// time.</param>
/// <param name="Options">The mount options, separated by commas: the mount's own, then the file system's.</param>
/// <param name="Root">The folder of the file system that is mounted here: <c>/</c> unless this is a bind mount or a subvolume; null if the
/// operating system does not tell. Linux.</param>
public sealed record DiskPartition(string? Device, string MountPoint, string? FileSystemType, string Options, string? Root = null);
