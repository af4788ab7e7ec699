using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Linux.Interop;

internal static unsafe partial class Libc
{
    // <fcntl.h>
    private const int ReadWrite = 2;
    private const int SetLease = 1024;
    private const int GetLease = 1025;
    private const int WriteLease = 1;
    private const int NoLease = 2;
    private const int GetDescriptorFlags = 1;

    // linux/memfd.h; the second since Linux 6.3, where a system may require it (vm.memfd_noexec).
    private const uint MemoryFileCloseOnExec = 1;
    private const uint MemoryFileNeverRuns = 8;

    /// <summary>
    /// Creates a file in memory that nobody can open before <see cref="EndLease"/> is called or the caller has ended: who tries waits.
    /// </summary>
    /// <param name="lease">The descriptor that has the lease.</param>
    /// <param name="name">A descriptor of the same file, by which others open it.</param>
    /// <returns>0, or the negated errno.</returns>
    public static int CreateLeasedFile(out SafeFileHandle lease, out SafeFileHandle name)
    {
        (lease, name) = (new SafeFileHandle(), new SafeFileHandle());
        int file;
        fixed (byte* label = "psutil-start\0"u8)
        {
            file = Result(memfd_create(label, MemoryFileCloseOnExec | MemoryFileNeverRuns));
            file = file == -Errno.EINVAL ? Result(memfd_create(label, MemoryFileCloseOnExec)) : file;
        }

        if (file < 0)
        {
            return file;
        }

        // The kernel counts a writer only of a file that was opened, and leases it only if there is no other (check_conflicting_open in
        // fs/locks.c).
        int opened = OpenAgain(file, ReadWrite);
        Close(file);
        if (opened < 0)
        {
            return opened;
        }

        lease = AboveStandard(opened);
        int result = lease.IsInvalid ? -Errno.EMFILE : Result(fcntl(lease, SetLease, WriteLease));

        // Else who opens the file would cause a SIGIO, which ends a program that does not expect it.
        result = result < 0 ? result : Result(fcntl(lease, SetOwner, 0));
        int path = result < 0 ? result : OpenAgain((int)lease.DangerousGetHandle(), PathOnly);
        if (path >= 0)
        {
            name = AboveStandard(path);
            path = name.IsInvalid ? -Errno.EMFILE : 0;
        }

        return Math.Min(path, 0);
    }

    /// <summary>Whether somebody waits to open a leased file.</summary>
    public static bool IsAwaited(SafeFileHandle lease) => fcntl(lease, GetLease, 0) != WriteLease;

    /// <summary>Lets those who wait open the file.</summary>
    public static int EndLease(SafeFileHandle lease) => Result(fcntl(lease, SetLease, NoLease));

    /// <summary>Whether a standard stream is open.</summary>
    public static bool IsOpen(int descriptor)
    {
        using SafeFileHandle handle = new(descriptor, ownsHandle: false);
        return fcntl(handle, GetDescriptorFlags, 0) >= 0;
    }

    private static int OpenAgain(int descriptor, int flags)
    {
        Span<byte> path = stackalloc byte[32];
        _ = System.Text.Unicode.Utf8.TryWrite(path, CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}\0", out _);
        fixed (byte* pointer = path)
        {
            return Result(open(pointer, flags | CloseOnExec, 0));
        }
    }

    // glibc 2.27, musl 1.1.20.
    [LibraryImport(Library)]
    private static partial int memfd_create(byte* name, uint flags);
}
