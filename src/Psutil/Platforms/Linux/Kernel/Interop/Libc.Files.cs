using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Linux.Interop;

internal static unsafe partial class Libc
{
    // Linux's open flags, the same on x86, ARM, RISC-V, s390x and LoongArch but for O_DIRECTORY, which ARM and POWER number differently.
    private const int CloseOnExec = 0x80000;
    private const int PathOnly = 0x200000;

    private static int DirectoryFlag { get; } =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 or Architecture.Ppc64le ? 0x4000 : 0x10000;

    /// <summary>A descriptor that names a directory, to open files relative to it.</summary>
    public static int OpenDirectoryPath(ReadOnlySpan<byte> path)
    {
        fixed (byte* pointer = path)
        {
            return Result(open(pointer, PathOnly | DirectoryFlag | CloseOnExec, 0));
        }
    }

    /// <summary>A descriptor to read a file relative to a directory.</summary>
    public static int OpenRead(SafeFileHandle directory, ReadOnlySpan<byte> path)
    {
        fixed (byte* pointer = path)
        {
            return Result(openat(directory, pointer, CloseOnExec, 0));
        }
    }

    /// <summary>A descriptor to list a directory relative to another.</summary>
    public static int OpenDirectory(SafeFileHandle directory, ReadOnlySpan<byte> path)
    {
        fixed (byte* pointer = path)
        {
            return Result(openat(directory, pointer, DirectoryFlag | CloseOnExec, 0));
        }
    }

    /// <summary>One read; an interrupted one is tried again.</summary>
    public static int Read(int descriptor, Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            int result;
            do
            {
                result = Result(read(descriptor, pointer, (nuint)buffer.Length));
            } while (result == -Errno.EINTR);

            return result;
        }
    }

    /// <summary>One read from a position of a file, which keeps its own; an interrupted one is tried again.</summary>
    public static int ReadAt(int descriptor, Span<byte> buffer, long position)
    {
        fixed (byte* pointer = buffer)
        {
            int result;
            do
            {
                result = Result(pread64(descriptor, pointer, (nuint)buffer.Length, position));
            } while (result == -Errno.EINTR);

            return result;
        }
    }

    /// <summary>The directory's next entries, as many as fit.</summary>
    public static int ReadDirectory(int descriptor, Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            return Result(syscall(SystemCallNumbers.GetDents64, descriptor, (nint)pointer, buffer.Length, 0, 0));
        }
    }

    /// <summary>A symbolic link's text; cut if the buffer is too small.</summary>
    public static int ReadLink(SafeFileHandle directory, ReadOnlySpan<byte> path, Span<byte> buffer)
    {
        fixed (
            byte* pathPointer = path,
                bufferPointer = buffer
        )
        {
            return Result(readlinkat(directory, pathPointer, bufferPointer, (nuint)buffer.Length));
        }
    }

    /// <summary>A symbolic link's text, relative to a directory that the caller holds open; cut if the buffer is too small.</summary>
    public static int ReadLink(int directory, ReadOnlySpan<byte> path, Span<byte> buffer)
    {
        fixed (
            byte* pathPointer = path,
                bufferPointer = buffer
        )
        {
            return Result(readlinkat(directory, pathPointer, bufferPointer, (nuint)buffer.Length));
        }
    }

    /// <summary>Whether a file exists (0) or the negated errno.</summary>
    public static int CheckExists(SafeFileHandle directory, ReadOnlySpan<byte> path)
    {
        fixed (byte* pointer = path)
        {
            return Result(faccessat(directory, pointer, 0, 0));
        }
    }

    /// <summary>Gives a descriptor back.</summary>
    public static void Close(int descriptor) => _ = close(descriptor);

    [LibraryImport(Library)]
    private static partial int open(byte* path, int flags, uint mode);

    [LibraryImport(Library)]
    private static partial int openat(SafeFileHandle directory, byte* path, int flags, uint mode);

    [LibraryImport(Library)]
    private static partial nint read(int descriptor, byte* buffer, nuint count);

    // Not pread: in 32-bit C libraries that one may take a 32-bit position. musl has both names (until 1.2.4 as functions, since then for
    // linking only).
    [LibraryImport(Library)]
    private static partial nint pread64(int descriptor, byte* buffer, nuint count, long position);

    [LibraryImport(Library)]
    private static partial nint readlinkat(SafeFileHandle directory, byte* path, byte* buffer, nuint size);

    [LibraryImport(Library)]
    private static partial nint readlinkat(int directory, byte* path, byte* buffer, nuint size);

    [LibraryImport(Library)]
    private static partial int faccessat(SafeFileHandle directory, byte* path, int mode, int flags);

    [LibraryImport(Library)]
    private static partial int close(int descriptor);
}
