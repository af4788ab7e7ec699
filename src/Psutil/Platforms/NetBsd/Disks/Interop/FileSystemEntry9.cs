using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>A mounted file system (sys/statvfs.h) as NetBSD 9 has it, and as the old functions of later versions fill it.</summary>
[NativeLayout("statvfs", Versions = "9,8.99.43")]
[StructLayout(LayoutKind.Explicit, Size = 2256)]
internal unsafe struct FileSystemEntry9 : IFileSystemEntry
{
    [FieldOffset(0)]
    public ulong f_flag;

    /// <summary>The unit of the block counts.</summary>
    [FieldOffset(16)]
    public ulong f_frsize;

    [FieldOffset(32)]
    public ulong f_blocks;

    [FieldOffset(40)]
    public ulong f_bfree;

    [FieldOffset(48)]
    public ulong f_bavail;

    [FieldOffset(64)]
    public ulong f_files;

    [FieldOffset(72)]
    public ulong f_ffree;

    [FieldOffset(172)]
    public fixed byte f_fstypename[32];

    [FieldOffset(204)]
    public fixed byte f_mntonname[1024];

    [FieldOffset(1228)]
    public fixed byte f_mntfromname[1024];

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Type => NativeText.UpToNul(in f_fstypename[0], 32);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> MountPoint => NativeText.UpToNul(in f_mntonname[0], 1024);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Device => NativeText.UpToNul(in f_mntfromname[0], 1024);

    public readonly ulong Flags => f_flag;
}
