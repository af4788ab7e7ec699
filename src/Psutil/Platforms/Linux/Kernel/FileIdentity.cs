using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Identifies a file independently of its name: the device of its file system and its inode.</summary>
internal readonly record struct FileIdentity(DeviceNumber Device, ulong Inode)
{
    public static FileIdentity Of(in FileStatus status) => new(new DeviceNumber(status.DeviceMajor, status.DeviceMinor), status.Inode);
}
