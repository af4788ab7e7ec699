using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Linux.Interop;

internal static unsafe partial class Libc
{
    // AT_STATX_DONT_SYNC: what the kernel knows already will do, so that a dead network server is not waited for.
    private const int DoNotSynchronize = 0x4000;
    private const int EmptyPath = 0x1000;
    private const int TypeAndLinks = 0x1 | 0x4;
    private const int InodeNumber = 0x100;

    /// <summary>The type and link count of the file that a path leads to, without asking a network server. Linux 4.11 and later; ENOSYS before.</summary>
    public static int GetFileStatus(SafeFileHandle directory, ReadOnlySpan<byte> path, out FileStatus status) =>
        GetStatus(directory, path, DoNotSynchronize, TypeAndLinks, out status);

    /// <summary>The number of the file that a descriptor is of.</summary>
    public static int GetInode(SafeFileHandle descriptor, out long number)
    {
        int result = GetStatus(descriptor, "\0"u8, DoNotSynchronize | EmptyPath, InodeNumber, out FileStatus status);
        number = (long)status.Inode;
        return result;
    }

    private static int GetStatus(SafeFileHandle directory, ReadOnlySpan<byte> path, int flags, int wanted, out FileStatus status)
    {
        status = default;
        bool held = false;
        directory.DangerousAddRef(ref held);
        try
        {
            fixed (byte* pathPointer = path)
            fixed (FileStatus* statusPointer = &status)
            {
                return Result(syscall(SystemCallNumbers.StatX, directory.DangerousGetHandle(), (nint)pathPointer, flags, wanted, (nint)statusPointer));
            }
        }
        finally
        {
            directory.DangerousRelease();
        }
    }
}
