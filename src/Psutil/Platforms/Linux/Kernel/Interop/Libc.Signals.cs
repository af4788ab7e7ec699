using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Linux.Interop;

internal static unsafe partial class Libc
{
    /// <summary>
    /// Opens a descriptor of a process (pidfd), which never refers to a later process with the PID. Linux 5.3; ENOSYS before.
    /// </summary>
    public static int OpenPidFd(int pid) => Result(syscall(SystemCallNumbers.PidFdOpen, pid, 0, 0, 0, 0));

    /// <summary>Sends a signal to the process of a pidfd.</summary>
    public static int SendSignal(SafeFileHandle process, int signal)
    {
        bool held = false;
        process.DangerousAddRef(ref held);
        try
        {
            return Result(syscall(SystemCallNumbers.PidFdSendSignal, process.DangerousGetHandle(), signal, 0, 0, 0));
        }
        finally
        {
            process.DangerousRelease();
        }
    }

    /// <summary>Sends a signal to the process that has a PID now.</summary>
    public static int SendSignal(int pid, int signal) => Result(kill(pid, signal));

    [LibraryImport(Library)]
    private static partial int kill(int pid, int signal);
}
