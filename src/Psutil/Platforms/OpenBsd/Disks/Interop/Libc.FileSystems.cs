using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.OpenBsd.Interop;

internal static unsafe partial class Libc
{
    /// <summary>The mounted file systems, as many as fit, without waiting for them.</summary>
    public static int GetFileSystems(Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            return Common.Result(getfsstat(pointer, (nuint)buffer.Length, FileSystemNumbers.MNT_NOWAIT));
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
    private static partial int getfsstat(byte* buffer, nuint size, int mode);

    [LibraryImport(Common.Library)]
    private static partial int statvfs(byte* path, FileSystemSpace* space);
}

/// <summary>A mounted file system (sys/mount.h).</summary>
[NativeLayout("statfs")]
[StructLayout(LayoutKind.Explicit, Size = 568)]
internal unsafe struct FileSystemEntry : IFileSystemEntry
{
    [FieldOffset(0)]
    public uint f_flags;

    [FieldOffset(120)]
    public fixed byte f_fstypename[16];

    [FieldOffset(136)]
    public fixed byte f_mntonname[90];

    [FieldOffset(226)]
    public fixed byte f_mntfromname[90];

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Type => NativeText.UpToNul(in f_fstypename[0], 16);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> MountPoint => NativeText.UpToNul(in f_mntonname[0], 90);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Device => NativeText.UpToNul(in f_mntfromname[0], 90);

    public readonly ulong Flags => f_flags;
}

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

/// <summary>Flags of mounts (sys/mount.h).</summary>
internal static class FileSystemNumbers
{
    public const int MNT_NOWAIT = 2;
    public const ulong MNT_SYNCHRONOUS = 0x2;
    public const ulong MNT_NOEXEC = 0x4;
    public const ulong MNT_NOSUID = 0x8;
    public const ulong MNT_NODEV = 0x10;
    public const ulong MNT_NOPERM = 0x20;
    public const ulong MNT_ASYNC = 0x40;
    public const ulong MNT_WXALLOWED = 0x800;
    public const ulong MNT_NOATIME = 0x8000;
    public const ulong MNT_SOFTDEP = 0x4000000;
}
