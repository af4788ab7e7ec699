using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.FreeBsd.Interop;

internal static unsafe partial class Libc
{
    /// <summary>The mounted file systems, as many as fit; their number if the buffer is empty. Does not wait for them.</summary>
    public static int GetFileSystems(Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            return Common.Result(getfsstat(pointer, buffer.Length, FileSystemNumbers.MNT_NOWAIT));
        }
    }

    /// <summary>The space of a path's file system. The call can block without limit if the file system is on another machine.</summary>
    public static int GetFileSystem(ReadOnlySpan<byte> path, out FileSystemSpace space)
    {
        space = default;
        fixed (byte* pathPointer = path)
        fixed (FileSystemSpace* pointer = &space)
        {
            return Common.Result(statvfs(pathPointer, pointer));
        }
    }

    [LibraryImport(Common.Library)]
    private static partial int getfsstat(byte* buffer, long size, int mode);

    [LibraryImport(Common.Library)]
    private static partial int statvfs(byte* path, FileSystemSpace* space);
}

/// <summary>A mounted file system (sys/mount.h).</summary>
[NativeLayout("statfs")]
[StructLayout(LayoutKind.Explicit, Size = 2344)]
internal unsafe struct FileSystemEntry : IFileSystemEntry
{
    private const int TypeSize = 16;
    private const int PathSize = 1024;

    [FieldOffset(8)]
    public ulong f_flags;

    [FieldOffset(280)]
    public fixed byte f_fstypename[TypeSize];

    [FieldOffset(296)]
    public fixed byte f_mntfromname[PathSize];

    [FieldOffset(1320)]
    public fixed byte f_mntonname[PathSize];

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Type => NativeText.UpToNul(in f_fstypename[0], TypeSize);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Device => NativeText.UpToNul(in f_mntfromname[0], PathSize);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> MountPoint => NativeText.UpToNul(in f_mntonname[0], PathSize);

    public readonly ulong Flags => f_flags;
}

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

/// <summary>Flags of mounts (sys/mount.h).</summary>
internal static class FileSystemNumbers
{
    public const int MNT_NOWAIT = 2;
    public const ulong MNT_SYNCHRONOUS = 0x2;
    public const ulong MNT_NOEXEC = 0x4;
    public const ulong MNT_NOSUID = 0x8;
    public const ulong MNT_NFS4ACLS = 0x10;
    public const ulong MNT_UNION = 0x20;
    public const ulong MNT_ASYNC = 0x40;
    public const ulong MNT_SUIDDIR = 0x100000;
    public const ulong MNT_SOFTDEP = 0x200000;
    public const ulong MNT_NOSYMFOLLOW = 0x400000;
    public const ulong MNT_GJOURNAL = 0x2000000;
    public const ulong MNT_MULTILABEL = 0x4000000;
    public const ulong MNT_ACLS = 0x8000000;
    public const ulong MNT_NOATIME = 0x10000000;
    public const ulong MNT_NOCLUSTERR = 0x40000000;
    public const ulong MNT_NOCLUSTERW = 0x80000000;
}
