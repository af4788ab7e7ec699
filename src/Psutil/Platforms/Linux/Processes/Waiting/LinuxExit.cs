using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>How a process ended, asked of its descriptor.</summary>
internal static class LinuxExit
{
    /// <summary>
    /// How long the collection of somebody else's child is awaited after its end, because only then does the kernel report how it ended.
    /// Parents collect soon; those that do not leave a zombie, for which nobody should wait long.
    /// </summary>
    public static readonly TimeSpan CollectionGrace = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The exit code, or the negated number of the signal, of a status as wait(2) gives it. The bit for a core dump does not
    /// count.
    /// </summary>
    public static int CodeOf(int waitStatus) => (waitStatus & 0x7F) is var signal and not 0 ? -signal : (waitStatus >> 8) & 0xFF;

    /// <summary>The exit code, or the negated number of the signal; null if it is not known, or not yet.</summary>
    /// <param name="process">The process's descriptor.</param>
    /// <param name="pid">Its PID.</param>
    /// <param name="reader">Reads how a zombie ended.</param>
    /// <param name="mayCome">Whether it will be known once the process was collected.</param>
    public static int? Read(SafeFileHandle process, int pid, LinuxProcessReader reader, out bool mayCome)
    {
        mayCome = false;
        if (Libc.PeekExit(process, out ChildExit exit) == 0)
        {
            return exit.ExitCode;
        }

        // A zombie keeps its PID until it is collected: if that has not happened after the look, the look was at it.
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
