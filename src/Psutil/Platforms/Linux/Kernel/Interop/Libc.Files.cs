using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Linux.Interop;

internal static unsafe partial class Libc
{
    // Linux's open flags, the same on x86, ARM, RISC-V, s390x and LoongArch except O_DIRECTORY, which differs on ARM and POWER.
    private const int CloseOnExec = 0x80000;
    private const int PathOnly = 0x200000;

    // O_NONBLOCK and O_NOCTTY: opening a FIFO does not wait for a writer, and a terminal does not become our controlling terminal.
    private const int NonBlocking = 0x800;
    private const int NoControllingTerminal = 0x100;

    // RESOLVE_NO_MAGICLINKS and RESOLVE_IN_ROOT (linux/openat2.h).
    private const ulong ResolveInRoot = 0x02 | 0x10;

    private static bool HasArmFlags { get; } =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Armv6 or Architecture.Arm64 or Architecture.Ppc64le;

    private static int DirectoryFlag { get; } = HasArmFlags ? 0x4000 : 0x10000;

    private static int NoFollowFlag { get; } = HasArmFlags ? 0x8000 : 0x20000;

    private static int GetFlags(OpenPurpose purpose) =>
        CloseOnExec
        | purpose switch
        {
            OpenPurpose.Read => NonBlocking | NoControllingTerminal,
            OpenPurpose.List => DirectoryFlag,
            OpenPurpose.Link => PathOnly | NoFollowFlag,
            _ => PathOnly,
        };

    /// <summary>Opens a directory as the base of relative paths.</summary>
    public static int OpenDirectoryPath(ReadOnlySpan<byte> path)
    {
        fixed (byte* pointer = path)
        {
            return Result(open(pointer, PathOnly | DirectoryFlag | CloseOnExec, 0));
        }
    }

    /// <summary>Opens a file for reading, relative to a directory.</summary>
    public static int OpenRead(SafeFileHandle directory, ReadOnlySpan<byte> path)
    {
        fixed (byte* pointer = path)
        {
            return Result(openat(directory, pointer, GetFlags(OpenPurpose.Read), 0));
        }
    }

    /// <summary>
    /// Opens a path relative to a directory that no link can leave: an absolute link starts there, as after chroot. Linux 5.6; ENOSYS
    /// before.
    /// </summary>
    public static int OpenInRoot(SafeFileHandle root, ReadOnlySpan<byte> path, OpenPurpose purpose)
    {
        OpenHow how = new() { Flags = (ulong)GetFlags(purpose), Resolve = ResolveInRoot };
        bool held = false;
        root.DangerousAddRef(ref held);
        try
        {
            fixed (byte* pointer = path)
            {
                return Result(
                    syscall(SystemCallNumbers.OpenAt2, root.DangerousGetHandle(), (nint)pointer, (nint)(&how), sizeof(OpenHow), 0)
                );
            }
        }
        finally
        {
            root.DangerousRelease();
        }
    }

    /// <summary>
    /// Opens an entry of an open directory. If it is a link: the link itself, or ELOOP.
    /// </summary>
    public static int OpenEntry(int directory, ReadOnlySpan<byte> name, OpenPurpose purpose)
    {
        fixed (byte* pointer = name)
        {
            return Result(openat(directory, pointer, GetFlags(purpose) | NoFollowFlag, 0));
        }
    }

    /// <summary>Duplicates a descriptor.</summary>
    public static int Duplicate(SafeFileHandle descriptor)
    {
        fixed (byte* pointer = ".\0"u8)
        {
            return Result(openat(descriptor, pointer, GetFlags(OpenPurpose.Name), 0));
        }
    }

    /// <summary>Opens a directory for listing, relative to another.</summary>
    public static int OpenDirectory(SafeFileHandle directory, ReadOnlySpan<byte> path)
    {
        fixed (byte* pointer = path)
        {
            return Result(openat(directory, pointer, DirectoryFlag | CloseOnExec, 0));
        }
    }

    /// <summary>Reads once; repeated if interrupted.</summary>
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

    /// <summary>Reads once at an offset, without moving the file position; repeated if interrupted.</summary>
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

    /// <summary>A symbolic link's text, relative to an open directory; cut if the buffer is too small.</summary>
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

    /// <summary>0 if a file exists, or the negated errno.</summary>
    public static int CheckExists(SafeFileHandle directory, ReadOnlySpan<byte> path)
    {
        fixed (byte* pointer = path)
        {
            return Result(faccessat(directory, pointer, 0, 0));
        }
    }

    /// <summary>Closes a descriptor.</summary>
    public static void Close(int descriptor) => _ = close(descriptor);

    [LibraryImport(Library)]
    private static partial int open(byte* path, int flags, uint mode);

    [LibraryImport(Library)]
    private static partial int openat(SafeFileHandle directory, byte* path, int flags, uint mode);

    [LibraryImport(Library)]
    private static partial int openat(int directory, byte* path, int flags, uint mode);

    [LibraryImport(Library)]
    private static partial nint read(int descriptor, byte* buffer, nuint count);

    // Not pread, whose offset can have 32 bits in 32-bit C libraries. musl has both names (until 1.2.4 as functions, since then only for
    // linking).
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

    // struct open_how (linux/openat2.h).
    [StructLayout(LayoutKind.Sequential)]
    private struct OpenHow
    {
        public ulong Flags;
        public ulong Mode;
        public ulong Resolve;
    }
}

/// <summary>Why a file is opened.</summary>
internal enum OpenPurpose
{
    /// <summary>To read it.</summary>
    Read,

    /// <summary>To list a directory.</summary>
    List,

    /// <summary>To get its type without opening it (O_PATH).</summary>
    Name,

    /// <summary>To read a link's own text.</summary>
    Link,
}
