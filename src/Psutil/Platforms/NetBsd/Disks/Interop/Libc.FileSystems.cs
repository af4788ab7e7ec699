using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.NetBsd.Interop;

internal static unsafe partial class Libc
{
    // RTLD_DEFAULT of <dlfcn.h>.
    private const nint EveryLibrary = -2;

    /// <summary>Whether the C library has the functions of NetBSD 10, which fill a longer <c>struct statvfs</c>.</summary>
    public static bool HasLongFileSystemEntries()
    {
        fixed (byte* name = "__getvfsstat90\0"u8)
        {
            return dlsym(EveryLibrary, name) != 0;
        }
    }

    /// <summary>The mounted file systems, as many as fit, without waiting for them.</summary>
    public static int GetFileSystems(Span<byte> buffer, bool longEntries)
    {
        fixed (byte* pointer = buffer)
        {
            return Common.Result(
                longEntries
                    ? __getvfsstat90(pointer, (nuint)buffer.Length, FileSystemNumbers.MNT_NOWAIT)
                    : getvfsstat(pointer, (nuint)buffer.Length, FileSystemNumbers.MNT_NOWAIT)
            );
        }
    }

    /// <summary>
    /// The file system of a path, in a buffer with room for an entry. The call can block without limit if the file system is on another
    /// machine.
    /// </summary>
    public static int GetFileSystem(ReadOnlySpan<byte> path, Span<byte> entry, bool longEntries)
    {
        fixed (
            byte* pathPointer = path,
                pointer = entry
        )
        {
            return Common.Result(longEntries ? __statvfs90(pathPointer, pointer) : statvfs(pathPointer, pointer));
        }
    }

    [LibraryImport(Common.Library)]
    private static partial int __getvfsstat90(byte* buffer, nuint size, int mode);

    [LibraryImport(Common.Library)]
    private static partial int getvfsstat(byte* buffer, nuint size, int mode);

    [LibraryImport(Common.Library)]
    private static partial int __statvfs90(byte* path, byte* entry);

    [LibraryImport(Common.Library)]
    private static partial int statvfs(byte* path, byte* entry);

    [LibraryImport(Common.Library)]
    private static partial nint dlsym(nint library, byte* name);
}

/// <summary>A mounted file system (sys/statvfs.h) in the functions of NetBSD 10.</summary>
[NativeLayout("statvfs", Versions = "base,10.99.12")]
[StructLayout(LayoutKind.Explicit, Size = 3296)]
internal struct FileSystemEntry : IFileSystemEntry
{
    [FieldOffset(0)]
    public FileSystemSpace space;

    [FieldOffset(192)]
    public FileSystemNames names;

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Type => names.Type;

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> MountPoint => names.MountPoint;

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Device => names.Device;

    public readonly ulong Flags => space.f_flag;
}

/// <summary>A mounted file system (sys/statvfs.h) in NetBSD 9, and in the old functions of later versions.</summary>
[NativeLayout("statvfs", Versions = "9,8.99.43")]
[StructLayout(LayoutKind.Explicit, Size = 2256)]
internal struct FileSystemEntry9 : IFileSystemEntry
{
    [FieldOffset(0)]
    public FileSystemSpace space;

    [FieldOffset(172)]
    public FileSystemNames names;

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Type => names.Type;

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> MountPoint => names.MountPoint;

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Device => names.Device;

    public readonly ulong Flags => space.f_flag;
}

/// <summary>The space of a file system, which begins both kinds of entries.</summary>
[NativeLayout("statvfs", First = nameof(f_flag))]
[StructLayout(LayoutKind.Explicit, Size = 80)]
internal struct FileSystemSpace
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
}

/// <summary>The names of a mounted file system, the same in both kinds of entries at different offsets.</summary>
[NativeLayout("statvfs", First = nameof(f_fstypename))]
[StructLayout(LayoutKind.Explicit, Size = TypeSize + PathSize + PathSize)]
internal unsafe struct FileSystemNames
{
    private const int TypeSize = 32;
    private const int PathSize = 1024;

    [FieldOffset(0)]
    public fixed byte f_fstypename[TypeSize];

    [FieldOffset(TypeSize)]
    public fixed byte f_mntonname[PathSize];

    [FieldOffset(TypeSize + PathSize)]
    public fixed byte f_mntfromname[PathSize];

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Type => NativeText.UpToNul(in f_fstypename[0], TypeSize);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> MountPoint => NativeText.UpToNul(in f_mntonname[0], PathSize);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Device => NativeText.UpToNul(in f_mntfromname[0], PathSize);
}

/// <summary>Flags of mounts (sys/mount.h).</summary>
internal static class FileSystemNumbers
{
    public const int MNT_NOWAIT = 2;
    public const ulong MNT_SYNCHRONOUS = 0x2;
    public const ulong MNT_NOEXEC = 0x4;
    public const ulong MNT_NOSUID = 0x8;
    public const ulong MNT_NODEV = 0x10;
    public const ulong MNT_UNION = 0x20;
    public const ulong MNT_ASYNC = 0x40;
    public const ulong MNT_NOCOREDUMP = 0x8000;
    public const ulong MNT_RELATIME = 0x20000;
    public const ulong MNT_IGNORE = 0x100000;
    public const ulong MNT_DISCARD = 0x800000;
    public const ulong MNT_EXTATTR = 0x1000000;
    public const ulong MNT_LOG = 0x2000000;
    public const ulong MNT_NOATIME = 0x4000000;
    public const ulong MNT_SYMPERM = 0x20000000;
    public const ulong MNT_NODEVMTIME = 0x40000000;
    public const ulong MNT_SOFTDEP = 0x80000000;
}
