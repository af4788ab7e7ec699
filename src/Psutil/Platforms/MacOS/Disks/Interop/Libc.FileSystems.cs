using System.Runtime.InteropServices;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.MacOS.Interop;

internal static unsafe partial class Libc
{
    /// <summary>The mounted file systems, as many as fit, without waiting for them.</summary>
    /// <param name="buffer">Where they go.</param>
    /// <param name="architecture">On x64 the plain symbol still fills the structure of the days of 32-bit inode numbers.</param>
    public static int GetFileSystems(Span<byte> buffer, Architecture architecture)
    {
        fixed (byte* pointer = buffer)
        {
            return Common.Result(
                architecture == Architecture.X64
                    ? GetFileSystemsX64(pointer, buffer.Length, MachineNumbers.MNT_NOWAIT)
                    : getfsstat(pointer, buffer.Length, MachineNumbers.MNT_NOWAIT)
            );
        }
    }

    /// <summary>The file system that holds a path. It may never return if the file system is on another machine.</summary>
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
    /// The bytes in use on a volume: an APFS volume shares its free space with others, so that they are not what is not free.
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
