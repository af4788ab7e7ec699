using System.Diagnostics;

namespace Psutil;

// Acting on a process: signals, waiting, whole trees.
public abstract partial class OSProcess
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(40);

    /// <summary>Sends a signal.</summary>
    /// <remarks>
    /// Windows has none, but does what comes nearest: <see cref="Signal.Terminate"/> and <see cref="Signal.Kill"/> end the process,
    /// <see cref="Signal.Stop"/> and <see cref="Signal.Continue"/> suspend and resume it; <see cref="Signal.Interrupt"/> (Ctrl+C) and
    /// <see cref="Signal.Quit"/> (Ctrl+Break) are console events, which the whole group of processes gets that this one was started as the
    /// first of, in the caller's own console. They are for a <see cref="ChildProcess"/> that was started with
    /// <see cref="ProcessStartInfo.CreateNewProcessGroup"/>: asked for any other process, Windows would tell everybody in the console. A
    /// new group does not listen to Ctrl+C until it says so. Linux 5.3 and later: through a pidfd that was checked against this process's
    /// identity, so that a process that takes over its PID meanwhile cannot be hit. Before: the identity is checked and the signal sent at
    /// once, with a gap of microseconds in between.
    /// </remarks>
    /// <exception cref="NoSuchProcessException">The process has ended.</exception>
    /// <exception cref="AccessDeniedException">The caller may not.</exception>
    /// <exception cref="PsutilNotSupportedException">This operating system, or this root, knows no such signal, or not for this
    /// process.</exception>
    /// <exception cref="ArgumentException">The signal is <c>default</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It was made of a number that this operating system has no signal of.</exception>
    public void Send(Signal signal)
    {
        if (signal == default)
        {
            throw new ArgumentException("This is no signal.", nameof(signal));
        }

        SendCore(
            signal.Number is { } number ? number
            : _processes.GetSignalNumbers().TryGetValue(signal.Name!, out int known) ? known
            : throw PsutilNotSupportedException.Here($"The signal {signal.Name}")
        );
    }

    /// <summary>Stops the process until <see cref="Resume"/>.</summary>
    /// <inheritdoc cref="Send(Signal)"/>
    public virtual void Suspend() => Send(Signal.Stop);

    /// <summary>Lets a stopped process go on.</summary>
    /// <inheritdoc cref="Send(Signal)"/>
    public virtual void Resume() => Send(Signal.Continue);

    /// <summary>Asks the process to end (SIGTERM); on Windows ends it.</summary>
    /// <inheritdoc cref="Send(Signal)"/>
    public virtual void Terminate() => Send(Signal.Terminate);

    /// <summary>Ends the process at once (SIGKILL).</summary>
    /// <inheritdoc cref="Send(Signal)"/>
    public virtual void Kill() => Send(Signal.Kill);

    /// <summary>Waits until the process has ended. One that has ended already is no error.</summary>
    /// <param name="timeout">How long to wait; null or <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes, zero to look once. A
    /// zombie has ended.</param>
    /// <returns>
    /// The exit code, or the negated number of the signal that ended it; null if unknown. Of a child it is looked at and left for whoever
    /// started it to collect; of any other process it is known on Linux as long as its parent has not collected it, to those who may look
    /// into the process (<c>ptrace</c>), and from Linux 6.15 on after it was collected, for which a second is allowed. Before 6.15 the code
    /// of a child that its starter collects in the same moment may be lost. On Windows it is known as long as anybody, such as this wait,
    /// keeps a handle of the process.
    /// </returns>
    /// <exception cref="PsutilTimeoutException">It did not end in time.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public int? Wait(TimeSpan? timeout = null) => WaitCore(TimeLimit.Check(timeout));

    /// <summary>Completes when the process has ended, with its exit code as <see cref="Wait"/> gives it.</summary>
    public Task<int?> WaitAsync(CancellationToken cancellationToken = default) => WaitCoreAsync(cancellationToken);

    /// <summary>The CPU time and memory of this process and all its descendants, read in one pass over the process table.</summary>
    /// <param name="withPss">Whether to add up PSS too: slow, for each process's maps are walked.</param>
    /// <exception cref="NoSuchProcessException">The process has ended.</exception>
    public ProcessTreeTotals GetTreeTotals(bool withPss = false)
    {
        IReadOnlyList<ProcessSnapshot> all = _processes.Capture(ProcessFields.ParentPid | ProcessFields.CpuTimes | ProcessFields.Memory);
        ProcessSnapshot root = all.FirstOrDefault(snapshot => snapshot.Identity == Identity) ?? throw new NoSuchProcessException(Pid);
        int count = 0;
        TimeSpan cpuTime = TimeSpan.Zero;
        long rss = 0;
        long? pss = withPss ? 0 : null;
        foreach (ProcessSnapshot member in Descendants(_processes, root.Identity, all).Prepend(root))
        {
            count++;
            cpuTime += member.CpuTimes?.Total ?? TimeSpan.Zero;
            rss += member.Memory?.Rss ?? 0;
            if (pss is not null)
            {
                ProcessSnapshot footprint = _processes.FromIdentity(member.Identity).Capture(ProcessFields.MemoryFootprint);
                bool ended =
                    footprint.Unavailable.TryGetValue(ProcessFields.MemoryFootprint, out Unavailability reason)
                    && reason.Reason == UnavailableReason.Gone;
                pss = ended ? pss : pss + footprint.MemoryFootprint?.Pss;
            }
        }

        return new ProcessTreeTotals
        {
            ProcessCount = count,
            CpuTime = cpuTime,
            Rss = rss,
            Pss = pss,
        };
    }

    /// <summary>
    /// Ends this process and all its descendants, those that are born meanwhile too: all are stopped, again until no new one is found, and
    /// then killed. The calling process is spared.
    /// </summary>
    /// <returns>Who ended and who did not; nothing is thrown for a process that the caller may not kill.</returns>
    public KillTreeResult KillTree(KillTreeOptions? options = null) =>
        new ProcessTreeKiller(_processes, this, options ?? new KillTreeOptions(), CancellationToken.None).Run();

    /// <inheritdoc cref="KillTree"/>
    /// <remarks>
    /// Cancelled in the grace period, nobody is killed. Once the processes are being stopped, the work is done to its end, and only the
    /// wait for theirs is cancelled.
    /// </remarks>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<KillTreeResult> KillTreeAsync(KillTreeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ProcessTreeKiller killer = new(_processes, this, options ?? new KillTreeOptions(), cancellationToken);
        return BlockingCall.RunAsync(killer.Run, cancellationToken);
    }

    /// <summary>
    /// The descendants of a process in a table, each before its own children. None of a process that has ended: whoever has its PID now is
    /// a stranger.
    /// </summary>
    internal static IEnumerable<ProcessSnapshot> Descendants(Processes processes, ProcessIdentity root, IReadOnlyList<ProcessSnapshot> all)
    {
        ILookup<int, ProcessSnapshot> byParent = all.Where(snapshot => snapshot.ParentPid.HasValue)
            .ToLookup(snapshot => snapshot.ParentPid!.Value);
        HashSet<int> seen = [root.Pid];
        Queue<ProcessIdentity> open = new([root]);
        while (open.TryDequeue(out ProcessIdentity parent))
        {
            // Asked after the table was read: a parent that lives now had its PID when its children named it.
            if (!byParent.Contains(parent.Pid) || !processes.FromIdentity(parent).IsRunning())
            {
                continue;
            }

            foreach (ProcessSnapshot child in byParent[parent.Pid])
            {
                if (CanBeParent(parent, child.Identity) && seen.Add(child.Pid))
                {
                    yield return child;
                    open.Enqueue(child.Identity);
                }
            }
        }
    }

    /// <summary>Sends the signal of a number, which is above zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">This operating system has no signal of that number.</exception>
    protected internal virtual void SendCore(int signalNumber) => throw NotSupported(nameof(Send));

    /// <summary>Waits until the process has ended; as long as it takes if the time is null.</summary>
    protected internal virtual int? WaitCore(TimeSpan? timeout)
    {
        TimeLimit limit = new(timeout);
        TimeSpan pause = FirstPoll;
        int? exitCode;
        while (!HasEnded(out exitCode))
        {
            TimeSpan left = limit.Left ?? LongestPoll;
            if (left == TimeSpan.Zero)
            {
                throw new PsutilTimeoutException(Pid, timeout.GetValueOrDefault());
            }

            Thread.Sleep(left < pause ? left : pause);
            pause = pause * 2 < LongestPoll ? pause * 2 : LongestPoll;
        }

        return exitCode;
    }

    /// <summary>Completes when the process has ended.</summary>
    protected internal virtual async Task<int?> WaitCoreAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause = FirstPoll;
        int? exitCode;
        while (!HasEnded(out exitCode))
        {
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LongestPoll ? pause * 2 : LongestPoll;
        }

        return exitCode;
    }

    /// <summary>Takes note of how it was started, by this process.</summary>
    internal virtual void NoteStart(Process child) { }

    /// <summary>Completes when the process has ended, without a wait for its exit code where that takes longer.</summary>
    internal virtual Task WaitForEndAsync(CancellationToken cancellationToken) => WaitCoreAsync(cancellationToken);

    /// <summary>
    /// What waiting asks again and again where the operating system does not tell by itself: whether it has ended, and how if that is
    /// known.
    /// </summary>
    private protected virtual bool HasEnded(out int? exitCode)
    {
        exitCode = null;
        return !IsRunning();
    }
}
