using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.MacOS.Interop;

internal static unsafe partial class Libc
{
    /// <summary>The mounted file systems, as many as fit, without waiting for them.</summary>
    /// <param name="buffer">Receives them.</param>
    /// <param name="architecture">On x64 the symbol without a suffix still fills the old structure with 32-bit inode numbers.</param>
    public static int GetFileSystems(Span<byte> buffer, Architecture architecture)
    {
        fixed (byte* pointer = buffer)
        {
            return Common.Result(
                architecture == Architecture.X64
                    ? GetFileSystemsX64(pointer, buffer.Length, FileSystemNumbers.MNT_NOWAIT)
                    : getfsstat(pointer, buffer.Length, FileSystemNumbers.MNT_NOWAIT)
            );
        }
    }

    /// <summary>The file system of a path. The call can block without limit if the file system is on another machine.</summary>
    public static int GetFileSystem(ReadOnlySpan<byte> path, Architecture architecture, out FileSystemEntry entry)
    {
        entry = default;
        fixed (byte* pathPointer = path)
        fixed (FileSystemEntry* pointer = &entry)
        {
            return Common.Result(architecture == Architecture.X64 ? GetFileSystemX64(pathPointer, pointer) : statfs(pathPointer, pointer));
        }
    }

    /// <summary>
    /// The bytes in use on a volume: APFS volumes share their free space, so the used space is not the size minus the free space.
    /// </summary>
    public static int GetUsedSpace(ReadOnlySpan<byte> path, out UsedSpace space)
    {
        space = default;
        AttributeList attributes = new()
        {
            bitmapcount = AttributeList.ATTR_BIT_MAP_COUNT,
            volattr = AttributeList.ATTR_VOL_INFO | AttributeList.ATTR_VOL_SPACEUSED,
        };
        fixed (byte* pathPointer = path)
        fixed (UsedSpace* pointer = &space)
        {
            return Common.Result(getattrlist(pathPointer, &attributes, pointer, (nuint)sizeof(UsedSpace), 0));
        }
    }

    [LibraryImport(Common.Library, EntryPoint = "getfsstat$INODE64")]
    private static partial int GetFileSystemsX64(byte* buffer, int size, int mode);

    [LibraryImport(Common.Library)]
    private static partial int getfsstat(byte* buffer, int size, int mode);

    [LibraryImport(Common.Library, EntryPoint = "statfs$INODE64")]
    private static partial int GetFileSystemX64(byte* path, FileSystemEntry* entry);

    [LibraryImport(Common.Library)]
    private static partial int statfs(byte* path, FileSystemEntry* entry);

    [LibraryImport(Common.Library)]
    private static partial int getattrlist(byte* path, AttributeList* attributes, void* buffer, nuint size, uint options);
}

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

/// <summary>The requested attributes of <c>getattrlist</c> (sys/attr.h).</summary>
[NativeLayout("attrlist")]
[StructLayout(LayoutKind.Explicit, Size = 24)]
internal struct AttributeList
{
    public const int ATTR_BIT_MAP_COUNT = 5;
    public const uint ATTR_VOL_INFO = 0x80000000;
    public const uint ATTR_VOL_SPACEUSED = 0x00800000;

    [FieldOffset(0)]
    public ushort bitmapcount;

    [FieldOffset(8)]
    public uint volattr;
}

/// <summary>
/// The answer of <c>getattrlist</c> to <see cref="AttributeList.ATTR_VOL_SPACEUSED"/>: its length, then the bytes in use. Packed to four
/// bytes.
/// </summary>
[NativeLayout("psutil_attrbuf_spaceused")]
[StructLayout(LayoutKind.Explicit, Size = 12, Pack = 4)]
internal struct UsedSpace
{
    [FieldOffset(0)]
    public uint size;

    [FieldOffset(4)]
    public ulong spaceused;
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
    public const ulong MNT_EXPORTED = 0x100;
    public const ulong MNT_QUOTA = 0x2000;
    public const ulong MNT_ROOTFS = 0x4000;
    public const ulong MNT_DOVOLFS = 0x8000;
    public const ulong MNT_DONTBROWSE = 0x100000;
    public const ulong MNT_IGNORE_OWNERSHIP = 0x200000;
    public const ulong MNT_AUTOMOUNTED = 0x400000;
    public const ulong MNT_JOURNALED = 0x800000;
    public const ulong MNT_NOUSERXATTR = 0x1000000;
    public const ulong MNT_DEFWRITE = 0x2000000;
    public const ulong MNT_NOATIME = 0x10000000;
}
