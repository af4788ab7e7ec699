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
}
