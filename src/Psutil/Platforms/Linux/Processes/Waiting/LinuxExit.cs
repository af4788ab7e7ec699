using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>Reads how a process ended, by its descriptor.</summary>
internal static class LinuxExit
{
    /// <summary>
    /// How long to wait for another process's child to be collected after its end, because only then does the kernel report how it ended.
    /// Most parents collect at once; if one does not, the zombie can stay for any length of time.
    /// </summary>
    public static readonly TimeSpan CollectionGrace = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The exit code, or the negated number of the signal, from a status as wait(2) returns it. The bit for a core dump is ignored.
    /// </summary>
    public static int CodeOf(int waitStatus) => (waitStatus & 0x7F) is var signal and not 0 ? -signal : (waitStatus >> 8) & 0xFF;

    /// <summary>The exit code, or the negated number of the signal; null if it is not known, or not known yet.</summary>
    /// <param name="process">The process's descriptor.</param>
    /// <param name="pid">Its PID.</param>
    /// <param name="reader">Reads how a zombie ended.</param>
    /// <param name="mayCome">Whether it will be known once the process is collected.</param>
    public static int? Read(SafeFileHandle process, int pid, LinuxProcessReader reader, out bool mayCome)
    {
        mayCome = false;
        if (Libc.PeekExit(process, out ChildExit exit) == 0)
        {
            return exit.ExitCode;
        }

        // A zombie keeps its PID until it is collected: if it is still there after the read, the read was of this process.
        if (reader.ReadExitCodeOfZombie(pid) is { } code && Libc.SendSignal(process, 0) != -Errno.ESRCH)
        {
            return code;
        }

        ProcessInformation information = new() { Mask = ProcessInformation.ExitCodeMask };
        int result = Libc.GetProcessInformation(process, ref information);
        if (result == -Errno.ESRCH)
        {
            // The kernel looks for the exit code first and for the task second (fs/pidfs.c, pidfd_info): a process that is collected in
            // between has neither. Now it has the first.
            information = new ProcessInformation { Mask = ProcessInformation.ExitCodeMask };
            result = Libc.GetProcessInformation(process, ref information);
        }

        if (result < 0)
        {
            return null;
        }

        if ((information.Mask & ProcessInformation.ExitCodeMask) != 0)
        {
            return information.ExitCode;
        }

        mayCome = true;
        return null;
    }
}
