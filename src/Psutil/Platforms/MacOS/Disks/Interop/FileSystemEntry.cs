using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>A mounted file system and its space (sys/mount.h), as the functions with 64-bit inode numbers fill it.</summary>
[NativeLayout("statfs")]
[StructLayout(LayoutKind.Explicit, Size = 2168)]
internal unsafe struct FileSystemEntry : IFileSystemEntry
{
    private const int TypeSize = 16;
    private const int PathSize = 1024;

    /// <summary>The unit of the block counts.</summary>
    [FieldOffset(0)]
    public uint f_bsize;

    [FieldOffset(8)]
    public ulong f_blocks;

    [FieldOffset(16)]
    public ulong f_bfree;

    [FieldOffset(24)]
    public ulong f_bavail;

    [FieldOffset(32)]
    public ulong f_files;

    [FieldOffset(40)]
    public ulong f_ffree;

    [FieldOffset(64)]
    public uint f_flags;

    [FieldOffset(72)]
    public fixed byte f_fstypename[TypeSize];

    [FieldOffset(88)]
    public fixed byte f_mntonname[PathSize];

    [FieldOffset(1112)]
    public fixed byte f_mntfromname[PathSize];

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Type => NativeText.UpToNul(in f_fstypename[0], TypeSize);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Device => NativeText.UpToNul(in f_mntfromname[0], PathSize);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> MountPoint => NativeText.UpToNul(in f_mntonname[0], PathSize);

    public readonly ulong Flags => f_flags;
}
