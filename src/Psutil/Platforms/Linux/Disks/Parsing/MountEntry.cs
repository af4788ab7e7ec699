namespace Psutil.Platforms.Linux.Parsing;

/// <summary>A line of <c>/proc/self/mountinfo</c> or <c>/proc/self/mounts</c>; what only the former tells is null in the latter.</summary>
internal sealed record MountEntry(
    string Device,
    string MountPoint,
    string FileSystemType,
    string Options,
    string? Root,
    DeviceNumber? Number
);
