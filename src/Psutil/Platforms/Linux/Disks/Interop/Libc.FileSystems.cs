using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Linux.Interop;

internal static unsafe partial class Libc
{
    /// <summary>
    /// The space of a path's file system: 0, or the negated errno. The call can block without limit if the file system is on another
    /// machine.
    /// </summary>
    public static int GetFileSystemStatistics(ReadOnlySpan<byte> path, out FileSystemStatistics statistics)
    {
        statistics = default;
        fixed (byte* pathPointer = path)
        fixed (FileSystemStatistics* pointer = &statistics)
        {
            int result;
            do
            {
                // On 32-bit systems, glibc's function without a suffix has 32-bit counts.
                result = Result(Environment.Is64BitProcess ? statvfs(pathPointer, pointer) : statvfs64(pathPointer, pointer));
            } while (result == -Errno.EINTR);

            return result;
        }
    }

    /// <summary>The same for an open file.</summary>
    public static int GetFileSystemStatistics(int descriptor, out FileSystemStatistics statistics)
    {
        statistics = default;
        fixed (FileSystemStatistics* pointer = &statistics)
        {
            int result;
            do
            {
                result = Result(Environment.Is64BitProcess ? fstatvfs(descriptor, pointer) : fstatvfs64(descriptor, pointer));
            } while (result == -Errno.EINTR);

            return result;
        }
    }

    /// <summary>The magic number of an open file's file system (linux/magic.h), or the negated errno.</summary>
    public static long GetFileSystemType(SafeFileHandle descriptor)
    {
        bool held = false;
        descriptor.DangerousAddRef(ref held);
        try
        {
            return GetFileSystemType((int)descriptor.DangerousGetHandle());
        }
        finally
        {
            descriptor.DangerousRelease();
        }
    }

    /// <inheritdoc cref="GetFileSystemType(SafeFileHandle)"/>
    public static long GetFileSystemType(int descriptor)
    {
        byte* statistics = stackalloc byte[StatisticsRoom];
        return TypeOf(statistics, Result(fstatfs(descriptor, statistics)));
    }

    /// <summary>The same of a path; the file is not opened.</summary>
    public static long GetFileSystemType(ReadOnlySpan<byte> path)
    {
        fixed (byte* pathPointer = path)
        {
            byte* statistics = stackalloc byte[StatisticsRoom];
            return TypeOf(statistics, Result(statfs(pathPointer, statistics)));
        }
    }

    // struct statfs begins with the type, a machine word except on s390x; it has at most 120 bytes.
    private const int StatisticsRoom = 256;

    private static long TypeOf(byte* statistics, int result) =>
        result < 0 ? result
        : RuntimeInformation.ProcessArchitecture == Architecture.S390x ? *(uint*)statistics
        : *(nint*)statistics;

    [LibraryImport(Library)]
    private static partial int statvfs(byte* path, FileSystemStatistics* statistics);

    [LibraryImport(Library)]
    private static partial int statvfs64(byte* path, FileSystemStatistics* statistics);

    [LibraryImport(Library)]
    private static partial int fstatvfs(int descriptor, FileSystemStatistics* statistics);

    [LibraryImport(Library)]
    private static partial int fstatvfs64(int descriptor, FileSystemStatistics* statistics);

    [LibraryImport(Library)]
    private static partial int fstatfs(int descriptor, byte* statistics);

    [LibraryImport(Library)]
    private static partial int statfs(byte* path, byte* statistics);
}

/// <summary>struct statvfs (<c>sys/statvfs.h</c>): glibc and musl agree up to the fields used here, and on the whole size.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FileSystemStatistics
{
    public nuint BlockSize;

    /// <summary>The unit of the block counts.</summary>
    public nuint FragmentSize;

    public ulong Blocks;
    public ulong FreeBlocks;

    /// <summary>The blocks that an unprivileged user can use.</summary>
    public ulong AvailableBlocks;

    public ulong Files;
    public ulong FreeFiles;
    public ulong AvailableFiles;

    // f_fsid, f_flag, f_namemax and the reserved bytes after them, 48 bytes on 64-bit systems.
    private fixed ulong _rest[6];
}
