using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Psutil.Tool.Platform;

/// <summary>
/// The process that the shell started. It runs the screen in a child and waits. A process that is killed by SIGKILL or crashes cannot give
/// the terminal back, but its parent can, before the shell continues. If the guard itself is killed, the child notices and gives the
/// terminal back.
/// </summary>
[SupportedOSPlatform("linux")]
internal static unsafe class TerminalGuard
{
    private static readonly (PosixSignal Signal, int Number)[] Forwarded =
    [
        (PosixSignal.SIGHUP, Libc.SignalHangUp),
        (PosixSignal.SIGINT, Libc.SignalInterrupt),
        (PosixSignal.SIGQUIT, Libc.SignalQuit),
        (PosixSignal.SIGTERM, Libc.SignalTerminate),
        (PosixSignal.SIGTSTP, Libc.SignalTerminalStop),
    ];

    /// <summary>Runs this same command line in a guarded child until that ends.</summary>
    /// <param name="endedBySignal">The number of the signal that ended it; null if it ended by itself.</param>
    /// <returns>The exit code; null if there can be no child.</returns>
    public static int? Run(out int? endedBySignal)
    {
        endedBySignal = null;
        int* ends = stackalloc int[2];
        if (Libc.CreateSocketPair(Libc.UnixFamily, Libc.StreamSocket | Libc.CloseOnExecute, 0, ends) != 0)
        {
            return null;
        }

        int ours = ends[0];
        int theirs = ends[1];
        TerminalMode before = TerminalMode.Read();
        _ = Libc.ControlDescriptor(theirs, Libc.SetDescriptorFlags, 0);
        int? child = Start(theirs);
        _ = Libc.Close(theirs);
        if (child is not { } pid)
        {
            _ = Libc.Close(ours);
            return null;
        }

        GuardName.Take();
        ProgramPages.MapOneByOne();
        ProgramPages.LetGo();
        PosixSignalRegistration[] registrations = [.. Forwarded.Select(signal => PosixSignalRegistration.Create(signal.Signal, context =>
                {
                    context.Cancel = true;
                    _ = Libc.Kill(pid, signal.Number);
                }))];
        int exitCode = Wait(pid, ours, before, out endedBySignal);
        foreach (PosixSignalRegistration registration in registrations)
        {
            registration.Dispose();
        }

        return exitCode;
    }

    private static int Wait(int pid, int link, TerminalMode before, out int? endedBySignal)
    {
        bool isTaken = false;
        while (true)
        {
            if (Libc.WaitProcess(pid, out int status, Libc.WaitStopped) < 0)
            {
                if (Marshal.GetLastPInvokeError() == Libc.Interrupted)
                {
                    continue;
                }

                throw new IOException(string.Create(CultureInfo.InvariantCulture, $"waitpid: error {Marshal.GetLastPInvokeError()}"));
            }

            isTaken = IsTaken(link, isTaken);
            if (isTaken)
            {
                ScreenSwitch.Restore(new UnixDevice(), before);
                isTaken = false;
            }

            // The kernel's encoding of a status, as in the macros of wait.h.
            int signal = status & 0x7F;
            if ((status & 0xFF) == 0x7F)
            {
                // The terminal was given back, so the guard stops too, and the shell continues. When the guard is continued, it continues
                // the child.
                _ = Libc.Raise(Libc.SignalStop);
                _ = Libc.Kill(pid, Libc.SignalContinue);
                continue;
            }

            endedBySignal = signal == 0 ? null : signal;
            return signal == 0 ? (status >> 8) & 0xFF : GuardLink.SignalExitCode + signal;
        }
    }

    // The child's last message decides.
    private static bool IsTaken(int link, bool wasTaken)
    {
        const int Capacity = 64;
        byte* messages = stackalloc byte[Capacity];
        nint count;
        while ((count = Libc.Receive(link, messages, Capacity, Libc.DoNotWait)) > 0)
        {
            wasTaken = messages[count - 1] == GuardLink.Taken;
        }

        return wasTaken;
    }

    private static int? Start(int link) =>
        OwnCommand.Start([.. OwnCommand.Arguments, string.Create(CultureInfo.InvariantCulture, $"{GuardLink.Option}={link}")]);
}
