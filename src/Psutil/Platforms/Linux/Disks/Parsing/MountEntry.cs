namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// A line of <c>/proc/self/mountinfo</c> or <c>/proc/self/mounts</c>; values that only the former has are null in the latter.
/// </summary>
internal sealed record MountEntry(
    string Device,
    string MountPoint,
    string FileSystemType,
    string Options,
    string? Root,
    DeviceNumber? Number,
    long? Id = null
);
