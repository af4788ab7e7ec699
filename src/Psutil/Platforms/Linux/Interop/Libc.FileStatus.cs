using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Linux.Interop;

internal static unsafe partial class Libc
{
    // AT_STATX_DONT_SYNC: what the kernel knows already will do, so that a dead network server is not waited for.
    private const int DoNotSynchronize = 0x4000;
    private const int TypeAndLinks = 0x1 | 0x4;

    /// <summary>The type and link count of the file that a path leads to, without asking a network server. Linux 4.11 and later; ENOSYS before.</summary>
    public static int GetFileStatus(SafeFileHandle directory, ReadOnlySpan<byte> path, out FileStatus status)
    {
        status = default;
        bool held = false;
        directory.DangerousAddRef(ref held);
        try
        {
            fixed (byte* pathPointer = path)
            fixed (FileStatus* statusPointer = &status)
            {
                return Result(syscall(SystemCallNumbers.StatX, directory.DangerousGetHandle(), (nint)pathPointer, DoNotSynchronize, TypeAndLinks, (nint)statusPointer));
            }
        }
        finally
        {
            directory.DangerousRelease();
        }
    }

    /// <summary>The number of the descriptor that stands for the process with a PID: 0, or the negated errno. See <see cref="KnownStarts"/>.</summary>
    public static int GetPidFdNumber(int pid, out ulong number)
    {
        // AT_EMPTY_PATH and STATX_INO (linux/stat.h): of the descriptor itself, the inode's number alone.
        const int EmptyPath = 0x1000;
        const int InodeNumber = 0x100;
        number = 0;
        int descriptor = OpenPidFd(pid);
        if (descriptor < 0)
        {
            return descriptor;
        }

        FileStatus status = default;
        byte noPath = 0;
        int result = Result(syscall(SystemCallNumbers.StatX, descriptor, (nint)(&noPath), DoNotSynchronize | EmptyPath, InodeNumber, (nint)(&status)));
        Close(descriptor);
        number = status.Inode;
        return result;
    }
}
