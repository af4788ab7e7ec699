namespace Psutil.Platforms.Linux;

/// <summary>A child that waits at its gate.</summary>
internal sealed class HeldChild(Processes processes, LinuxRoots roots, StartThread thread, StartGate gate)
{
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly TimeLimit _limit = new(MostTime(roots));

    /// <summary>
    /// Waits until the child is at the gate, and returns its PID. Null if the start has failed, or the child was killed on the way there.
    /// </summary>
    /// <exception cref="PsutilTimeoutException">It did not come to the gate in time.</exception>
    public int? Await()
    {
        while (!thread.Join(Pause))
        {
            if (gate.IsReached && Find() is { } pid)
            {
                thread.HeldPid = pid;
                return pid;
            }

            ThrowIfLate();
        }

        return null;
    }

    /// <summary>Lets the child run its program.</summary>
    /// <exception cref="PsutilTimeoutException">It was held for so long that the kernel may have let it go before.</exception>
    public void Release()
    {
        ThrowIfLate();
        gate.Open();
    }

    // The kernel breaks a lease after the time that this file has (45 s if nobody has changed it); 0 is no limit.
    private static TimeSpan MostTime(LinuxRoots roots) =>
        roots.Proc.ReadInt64("sys/fs/lease-break-time") is > 0 and { } seconds && seconds / 2.0 < LongestHold.TotalSeconds
            ? TimeSpan.FromSeconds(seconds / 2.0)
            : LongestHold;

    private void ThrowIfLate()
    {
        if (_limit.IsOver)
        {
            throw new PsutilTimeoutException("the program could not be set up in time before it runs, and was not started", null);
        }
    }

    /// <summary>The child of the thread that starts it.</summary>
    private int? Find() => roots.Proc.TryReadText($"self/task/{thread.ThreadId}/children") is { } children ? First(children) : FindByName();

    private static int? First(string children) =>
        int.TryParse(children.AsSpan().Trim().ToString().Split(' ')[0], CultureInfo.InvariantCulture, out int pid) ? pid : null;

    // Without CONFIG_PROC_CHILDREN. Until its program runs, the child has the name of the thread.
    private int? FindByName() =>
        processes
            .Capture(ProcessFields.Name | ProcessFields.ParentPid)
            .FirstOrDefault(process => process.ParentPid == Environment.ProcessId && process.Name == thread.Name)
            ?.Pid;
}
