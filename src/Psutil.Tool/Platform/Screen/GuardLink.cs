namespace Psutil.Tool.Platform;

/// <summary>The guarded process's end of the connection to the <see cref="TerminalGuard"/>.</summary>
internal sealed unsafe class GuardLink(int descriptor)
{
    /// <summary>The hidden option with the descriptor that connects the child to its guard.</summary>
    public const string Option = "--terminal-guard";

    /// <summary>The message that the screen was taken.</summary>
    public const byte Taken = (byte)'+';

    /// <summary>The message that the screen was given back.</summary>
    public const byte GivenBack = (byte)'-';

    /// <summary>A shell adds this to the number of the signal that ended a program.</summary>
    public const int SignalExitCode = 128;

    /// <summary>Reports to the guard whether the screen must be given back if this process ends.</summary>
    public void Report(bool isTaken)
    {
        byte message = isTaken ? Taken : GivenBack;
        _ = Libc.Write(descriptor, &message, 1);
    }

    /// <summary>Calls back on a separate thread if the guard is killed.</summary>
    public void WatchForLoss(Action onLoss)
    {
        Thread thread = new(() =>
        {
            // The guard never writes, so the read ends when the guard's end is closed, however it ended.
            byte message;
            while (
                Libc.Read(descriptor, &message, 1) < 0 && System.Runtime.InteropServices.Marshal.GetLastPInvokeError() == Libc.Interrupted
            ) { }

            onLoss();
        })
        {
            IsBackground = true,
            Name = "guard",
        };
        thread.Start();
    }
}
