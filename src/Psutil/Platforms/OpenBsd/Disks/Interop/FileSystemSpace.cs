using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.OpenBsd.Interop;

/// <summary>The space of a file system (sys/statvfs.h).</summary>
[NativeLayout("statvfs")]
[StructLayout(LayoutKind.Explicit, Size = 88)]
internal struct FileSystemSpace
{
    /// <summary>The unit of the block counts.</summary>
    [FieldOffset(8)]
    public ulong f_frsize;

    [FieldOffset(16)]
    public ulong f_blocks;

    [FieldOffset(24)]
    public ulong f_bfree;

    [FieldOffset(32)]
    public ulong f_bavail;

    [FieldOffset(40)]
    public ulong f_files;

    [FieldOffset(48)]
    public ulong f_ffree;
}
