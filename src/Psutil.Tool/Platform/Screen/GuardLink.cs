namespace Psutil.Tool.Platform;

/// <summary>The guarded process's end of its line to the <see cref="TerminalGuard"/>.</summary>
internal sealed unsafe class GuardLink(int descriptor)
{
    /// <summary>The hidden option that gives the child the descriptor that leads to its guard.</summary>
    public const string Option = "--terminal-guard";

    /// <summary>The message that there is a screen to give back.</summary>
    public const byte Taken = (byte)'+';

    /// <summary>The message that it was given back.</summary>
    public const byte GivenBack = (byte)'-';

    /// <summary>What a shell adds to the number of the signal that ended a program.</summary>
    public const int SignalExitCode = 128;

    /// <summary>Reports to the guard whether there is something to give back if we end now.</summary>
    public void Report(bool isTaken)
    {
        byte message = isTaken ? Taken : GivenBack;
        _ = Libc.Write(descriptor, &message, 1);
    }

    /// <summary>Calls back, on a thread of its own, when the guard has been killed.</summary>
    public void WatchForLoss(Action onLoss)
    {
        Thread thread = new(() =>
        {
            // The guard never writes: this ends with its end of the line, at once, whatever has killed it.
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
