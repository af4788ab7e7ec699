using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>What tells a file from every other, whatever it is called: its file system's device and its inode.</summary>
internal readonly record struct FileIdentity(DeviceNumber Device, ulong Inode)
{
    public static FileIdentity Of(in FileStatus status) => new(new DeviceNumber(status.DeviceMajor, status.DeviceMinor), status.Inode);
}
