using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>A mounted file system (sys/statvfs.h) as the functions of NetBSD 10 fill it.</summary>
[NativeLayout("statvfs", Versions = "base,10.99.12")]
[StructLayout(LayoutKind.Explicit, Size = 3296)]
internal unsafe struct FileSystemEntry : IFileSystemEntry
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

    [FieldOffset(192)]
    public fixed byte f_fstypename[32];

    [FieldOffset(224)]
    public fixed byte f_mntonname[1024];

    [FieldOffset(1248)]
    public fixed byte f_mntfromname[1024];

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Type => NativeText.UpToNul(in f_fstypename[0], 32);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> MountPoint => NativeText.UpToNul(in f_mntonname[0], 1024);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Device => NativeText.UpToNul(in f_mntfromname[0], 1024);

    public readonly ulong Flags => f_flag;
}
