using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Linux.Interop;

internal static unsafe partial class Libc
{
    // AT_STATX_DONT_SYNC and AT_NO_AUTOMOUNT: what the kernel knows already will do, so that a dead network server is not waited for.
    private const int DoNotSynchronize = 0x4000;
    private const int DoNotMount = 0x800;
    private const int CurrentDirectory = -100;
    private const int TypeLinksAndInode = 0x1 | 0x4 | 0x100;

    /// <summary>The type, link count, device and inode of the file that a path leads to, without asking a network server. Linux 4.11 and later; ENOSYS before.</summary>
    public static int GetFileStatus(SafeFileHandle directory, ReadOnlySpan<byte> path, out FileStatus status)
    {
        bool held = false;
        directory.DangerousAddRef(ref held);
        try
        {
            return GetFileStatus(directory.DangerousGetHandle(), path, out status);
        }
        finally
        {
            directory.DangerousRelease();
        }
    }

    /// <summary>The same, of a path of our own.</summary>
    public static int GetFileStatus(ReadOnlySpan<byte> path, out FileStatus status) => GetFileStatus(CurrentDirectory, path, out status);

    private static int GetFileStatus(nint directory, ReadOnlySpan<byte> path, out FileStatus status)
    {
        status = default;
        fixed (byte* pathPointer = path)
        fixed (FileStatus* statusPointer = &status)
        {
            return Result(syscall(SystemCallNumbers.StatX, directory, (nint)pathPointer, DoNotSynchronize | DoNotMount, TypeLinksAndInode, (nint)statusPointer));
        }
    }
}
