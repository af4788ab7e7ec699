using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>The space of a file system (sys/statvfs.h).</summary>
[NativeLayout("statvfs")]
[StructLayout(LayoutKind.Explicit, Size = 88)]
internal struct FileSystemSpace
{
    [FieldOffset(0)]
    public ulong f_bavail;

    [FieldOffset(8)]
    public ulong f_bfree;

    [FieldOffset(16)]
    public ulong f_blocks;

    [FieldOffset(32)]
    public ulong f_ffree;

    [FieldOffset(40)]
    public ulong f_files;

    /// <summary>The unit of the block counts.</summary>
    [FieldOffset(64)]
    public ulong f_frsize;
}
