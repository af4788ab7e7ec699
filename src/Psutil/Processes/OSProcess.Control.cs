using System.Diagnostics;

namespace Psutil;

// Acting on a process: signals, waiting, whole trees.
public abstract partial class OSProcess
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(40);

    /// <summary>Sends a signal.</summary>
    /// <remarks>
    /// Windows has no signals; the nearest equivalents are used: <see cref="Signal.Terminate"/> and <see cref="Signal.Kill"/> end the
    /// process, <see cref="Signal.Stop"/> and <see cref="Signal.Continue"/> suspend and resume it; <see cref="Signal.Interrupt"/> (Ctrl+C)
    /// and <see cref="Signal.Quit"/> (Ctrl+Break) are console events that the whole process group receives. They are supported only for a
    /// <see cref="ChildProcess"/> in the caller's own console that was started with <see cref="ProcessStartInfo.CreateNewProcessGroup"/>,
    /// because for any other process Windows would send them to all processes of the console. A new group ignores Ctrl+C until it enables
    /// it. Linux 5.3 and later: the signal is sent through a pidfd that was checked against the identity of the process, so that another
    /// process with the same PID cannot receive it. On earlier versions, macOS and BSD, the identity is checked just before the signal is
    /// sent, which leaves a gap of microseconds.
    /// </remarks>
    /// <exception cref="NoSuchProcessException">The process has ended.</exception>
    /// <exception cref="AccessDeniedException">The caller may not send the signal.</exception>
    /// <exception cref="PsutilNotSupportedException">The operating system or the root does not support the signal, or does not support it
    /// for this process.</exception>
    /// <exception cref="ArgumentException">The signal is <c>default</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The signal was created from a number that is not a signal of this operating
    /// system.</exception>
    public void Send(Signal signal)
    {
        if (signal == default)
        {
            throw new ArgumentException("The default value is not a signal.", nameof(signal));
        }

        SendCore(
            signal.Number is { } number ? number
            : _processes.GetSignalNumbers().TryGetValue(signal.Name!, out int known) ? known
            : throw PsutilNotSupportedException.Here($"The signal {signal.Name}")
        );
    }

    /// <summary>Stops the process until <see cref="Resume"/> is called (SIGSTOP; Windows: <c>NtSuspendProcess</c>).</summary>
    /// <remarks>
    /// On Unix, if the process shares the caller's process group, and that group has no parent any more that controls it, the kernel sends
    /// SIGHUP to the whole group, the caller included, when another process of the group ends meanwhile.
    /// </remarks>
    /// <inheritdoc cref="Send(Signal)"/>
    public virtual void Suspend() => Send(Signal.Stop);

    /// <summary>Continues a stopped process (SIGCONT; Windows: <c>NtResumeProcess</c>).</summary>
    /// <inheritdoc cref="Send(Signal)"/>
    public virtual void Resume() => Send(Signal.Continue);

    /// <summary>Asks the process to end (SIGTERM). On Windows it ends the process, as <see cref="Kill"/> does.</summary>
    /// <inheritdoc cref="Send(Signal)"/>
    public virtual void Terminate() => Send(Signal.Terminate);

    /// <summary>Ends the process at once (SIGKILL; Windows: <c>NtTerminateProcess</c>).</summary>
    /// <inheritdoc cref="Send(Signal)"/>
    public virtual void Kill() => Send(Signal.Kill);

    /// <summary>Waits until the process has ended. Returns at once if it has ended already.</summary>
    /// <param name="timeout">How long to wait: null, the default, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit, zero to check
    /// once. A zombie counts as ended.</param>
    /// <returns>The exit code, or the negative number of the signal that ended the process; null if unknown. A child is not collected: its
    /// exit code is read and the child is left to the code that started it. For any other process, the exit code is known on Linux while
    /// its parent has not collected it, to those who may inspect the process (<c>ptrace</c>), and on Linux 6.15 and later also after that,
    /// for which this method waits up to a second. Before 6.15, the exit code of a child is unknown if it is collected at the same moment.
    /// On Windows the exit code is known while a handle of the process is open, such as that of this wait. FreeBSD, OpenBSD and NetBSD
    /// report the exit code of any process, macOS those of children and of processes that the caller may kill.</returns>
    /// <exception cref="PsutilTimeoutException">The process did not end in time.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public int? Wait(TimeSpan? timeout = null) =>
        TryWait(timeout, out int? exitCode) ? exitCode : throw new PsutilTimeoutException(Pid, timeout.GetValueOrDefault());

    /// <summary>Waits until the process has ended, as <see cref="Wait"/> does.</summary>
    /// <param name="timeout">How long to wait: null, the default, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit, zero to check
    /// once.</param>
    /// <param name="exitCode">The exit code that <see cref="Wait"/> returns.</param>
    /// <returns>False if the process did not end in time.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public bool TryWait(TimeSpan? timeout, out int? exitCode)
    {
        TimeLimit limit = new(TimeLimit.Check(timeout), Clock);
        if (limit.Total is not null)
        {
            // The caller may come back when the process has ended and was collected.
            FollowExit();
        }

        if (!TryWaitCore(limit.Total, out exitCode))
        {
            return false;
        }

        exitCode ??= _processes.Exits.Await(this, limit.Left);
        return true;
    }

    /// <summary>Returns a task that completes when the process has ended, with the exit code that <see cref="Wait"/> returns.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled before the process ended.</exception>
    public async Task<int?> WaitAsync(CancellationToken cancellationToken) =>
        await WaitCoreAsync(cancellationToken).ConfigureAwait(false)
        ?? await _processes.Exits.AwaitAsync(this, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc cref="WaitAsync(CancellationToken)"/>
    /// <param name="timeout">How long to wait: null, the default, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit, zero to check
    /// once.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="PsutilTimeoutException">The process did not end in time.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public async Task<int?> WaitAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        timeout = TimeLimit.Check(timeout);
        if (timeout is null || timeout > Processes.LongestTimer)
        {
            return await WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        FollowExit();
        using CancellationTokenSource timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<int?> wait = WaitAsync(timer.Token);
        using ITimer alarm = Clock.CancelAfter(timeout.Value, timer);
        if (timeout == TimeSpan.Zero)
        {
            await timer.CancelAsync().ConfigureAwait(false);
        }

        try
        {
            return await wait.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PsutilTimeoutException(Pid, timeout.Value);
        }
    }

    /// <summary>
    /// Whether the process has ended. Unlike for <see cref="IsRunning"/>, a zombie has ended; a process whose main thread has ended before
    /// other threads has not.
    /// </summary>
    public virtual bool HasEnded()
    {
        ProcessSnapshot now = Capture(ProcessFields.Status | ProcessFields.ThreadCount);
        return now.Unavailable.TryGetValue(ProcessFields.Status, out Unavailability missing)
            ? missing.Reason == UnavailableReason.Gone
            : ProcessTableWatch.HasEnded(now);
    }

    /// <summary>Sends a signal, as <see cref="Send"/> does, unless the process has ended.</summary>
    /// <returns>False if the process has ended; a zombie has.</returns>
    /// <inheritdoc cref="Send(Signal)" path="/exception[not(@cref='T:Psutil.NoSuchProcessException')]"/>
    public bool TrySend(Signal signal) => TryAct(process => process.Send(signal));

    /// <summary>Asks the process to end, as <see cref="Terminate"/> does, unless it has ended.</summary>
    /// <inheritdoc cref="TrySend"/>
    public bool TryTerminate() => TryAct(static process => process.Terminate());

    /// <summary>Ends the process at once, as <see cref="Kill"/> does, unless it has ended.</summary>
    /// <inheritdoc cref="TrySend"/>
    public bool TryKill() => TryAct(static process => process.Kill());

    /// <summary>
    /// Ends this process and all its descendants, including those that start during the call: all are stopped until no new one is found,
    /// and then killed. The calling process is not ended.
    /// </summary>
    /// <remarks>
    /// In a process group that it shares with others, and to which the kernel would send SIGHUP because one of its members is stopped
    /// (an orphaned group), a process is killed without being stopped. A child that it forks at this moment can escape.
    /// </remarks>
    /// <param name="options">The options; null, the default, for <see cref="KillTreeOptions"/> as they are created, which kill all
    /// processes at once.</param>
    /// <param name="onExit">Called for each process when it has ended, one call at a time; null, the default, for nothing. What it throws
    /// ends the call: during the grace period, no process is killed then.</param>
    /// <returns>The processes that ended, with their exit codes, and those that did not. A process that the caller may not kill does not
    /// cause an exception.</returns>
    /// <exception cref="PsutilNotSupportedException">The processes are those of another root, or none of them can receive the first
    /// signal.</exception>
    public KillTreeResult KillTree(KillTreeOptions? options = null, Action<KillTreeExit>? onExit = null) =>
        CreateTreeKiller(options, onExit, CancellationToken.None).Run();

    /// <inheritdoc cref="KillTree"/>
    /// <remarks>
    /// If it is cancelled during the grace period, no process is killed. After that, all processes are stopped and killed, and only the
    /// wait for their end is cancelled.
    /// </remarks>
    /// <param name="options">The options; null, the default, for <see cref="KillTreeOptions"/> as they are created, which kill all
    /// processes at once.</param>
    /// <param name="onExit">Called for each process when it has ended, one call at a time; null, the default, for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public Task<KillTreeResult> KillTreeAsync(
        KillTreeOptions? options = null,
        Action<KillTreeExit>? onExit = null,
        CancellationToken cancellationToken = default
    ) => BlockingCall.RunAsync(CreateTreeKiller(options, onExit, cancellationToken).Run, cancellationToken);

    /// <summary>
    /// The descendants of a process in a table, each before its own children. Empty if the process has ended, because its PID may belong to
    /// another process.
    /// </summary>
    internal static IEnumerable<ProcessSnapshot> Descendants(
        Processes processes,
        IReadOnlyCollection<ProcessIdentity> roots,
        IReadOnlyList<ProcessSnapshot> all
    )
    {
        ILookup<int, ProcessSnapshot> byParent = all.Where(snapshot => snapshot.ParentPid.HasValue)
            .ToLookup(snapshot => snapshot.ParentPid!.Value);
        HashSet<ProcessIdentity> seen = [.. roots];
        Queue<ProcessIdentity> open = new(roots);
        Func<ProcessIdentity, bool> isRunning = processes.RunningBesides(all);
        while (open.TryDequeue(out ProcessIdentity parent))
        {
            // Checked after the table was read: a parent that is alive now had its PID when the children's records were read.
            if (!byParent.Contains(parent.Pid) || !isRunning(parent))
            {
                continue;
            }

            foreach (ProcessSnapshot child in byParent[parent.Pid])
            {
                if (CanBeParent(parent, child.Identity) && seen.Add(child.Identity))
                {
                    yield return child;
                    open.Enqueue(child.Identity);
                }
            }
        }
    }

    /// <summary>Sends a signal by its number, which is above zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">This operating system has no signal of that number.</exception>
    protected internal virtual void SendCore(int signalNumber) => throw NotSupported(nameof(Send));

    /// <summary>Waits until the process has ended. Waits without a limit if the timeout is null.</summary>
    /// <returns>False if the process did not end in time.</returns>
    protected internal virtual bool TryWaitCore(TimeSpan? timeout, out int? exitCode)
    {
        TimeLimit limit = new(timeout, Clock);
        TimeSpan pause = FirstPoll;
        while (!LookForEnd(out exitCode))
        {
            TimeSpan left = limit.Left ?? LongestPoll;
            if (left == TimeSpan.Zero)
            {
                return false;
            }

            Clock.Sleep(left < pause ? left : pause);
            pause = pause * 2 < LongestPoll ? pause * 2 : LongestPoll;
        }

        return true;
    }

    /// <summary>Returns a task that completes when the process has ended.</summary>
    protected internal virtual async Task<int?> WaitCoreAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause = FirstPoll;
        int? exitCode;
        while (!LookForEnd(out exitCode))
        {
            await Task.Delay(pause, Clock, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LongestPoll ? pause * 2 : LongestPoll;
        }

        return exitCode;
    }

    /// <summary>Records how the calling process started it.</summary>
    internal virtual void NoteStart(StartedProgram program) { }

    /// <summary>
    /// Returns a task that completes with the exit code when the process has ended, and that costs nothing until then; null if the end
    /// could only be found by polling.
    /// </summary>
    internal virtual Task<int?>? FollowAsync(CancellationToken cancellationToken) => null;

    /// <summary>Makes sure that the exit code will be known to later waits. Called before a signal is sent.</summary>
    internal void FollowExit() => _processes.Exits.Follow(this);

    /// <summary>
    /// Whether the process has ended, with its exit code if that is known. Polled where the operating system does not report the end of a
    /// process.
    /// </summary>
    private protected virtual bool LookForEnd(out int? exitCode)
    {
        exitCode = null;
        return !IsRunning();
    }

    private ProcessTreeKiller CreateTreeKiller(KillTreeOptions? options, Action<KillTreeExit>? onExit, CancellationToken cancellationToken)
    {
        options ??= new KillTreeOptions();
        return new ProcessTreeKiller(
            _processes,
            this,
            new ProcessTreeMembers(_processes, this, options.IncludeRoot),
            options,
            onExit,
            cancellationToken
        );
    }

    private bool TryAct(Action<OSProcess> act)
    {
        // A zombie takes every signal, to no effect.
        if (HasEnded())
        {
            return false;
        }

        try
        {
            act(this);
            return true;
        }
        catch (NoSuchProcessException)
        {
            return false;
        }
    }
}
