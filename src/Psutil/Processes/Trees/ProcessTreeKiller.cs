namespace Psutil;

/// <summary>
/// Ends a tree of processes: asks them to end if there is a grace period, then stops all of them before it kills any, so that none can fork
/// and escape. Those in a group where others must not be harmed by that are killed without being stopped, until none is found any more.
/// </summary>
internal sealed class ProcessTreeKiller
{
    private static readonly TimeSpan StopPause = TimeSpan.FromMilliseconds(1);

    private readonly Processes _processes;
    private readonly OSProcess _root;
    private readonly ProcessTreeMembers _members;
    private readonly KillTreeOptions _options;
    private readonly Action<KillTreeExit>? _onExit;
    private readonly CancellationToken _cancellationToken;
    private readonly TimeSpan? _gracePeriod;
    private readonly TimeSpan? _timeout;
    private readonly List<KillTreeExit> _ended = [];
    private readonly HashSet<ProcessIdentity> _hasEnded = [];
    private readonly HashSet<ProcessIdentity> _killed = [];

    // How often each was suspended: Windows counts that.
    private readonly Dictionary<ProcessIdentity, int> _suspended = [];

    public ProcessTreeKiller(
        Processes processes,
        OSProcess root,
        ProcessTreeMembers members,
        KillTreeOptions options,
        Action<KillTreeExit>? onExit,
        CancellationToken cancellationToken
    )
    {
        _processes = processes;
        _root = root;
        _members = members;
        _options = options;
        _onExit = onExit;
        _cancellationToken = cancellationToken;
        _gracePeriod = TimeLimit.Check(options.GracePeriod);
        _timeout = TimeLimit.Check(options.Timeout, KillTreeOptions.DefaultTimeout);
        if (options.FirstSignal is { } signal && signal == default)
        {
            throw new ArgumentException("The default value is not a signal.", nameof(options));
        }
    }

    public KillTreeResult Run()
    {
        if (!_processes.IsOfThisSystem)
        {
            throw _processes.OfAnotherSystem();
        }

        bool rootWasGone = _root.HasEnded();
        if (_options.GracePeriod is not null)
        {
            _members.Find();
            SendFirstSignal(_options.FirstSignal ?? Signal.Terminate);
            AwaitEnds(_gracePeriod);
        }

        try
        {
            StopAll();
            foreach (OSProcess member in Living())
            {
                _ = TryKill(member);
            }
        }
        finally
        {
            ResumeSurvivors();
        }

        AwaitEnds(_timeout);
        return new KillTreeResult
        {
            Ended = _ended,
            Survivors = Living(),
            RootWasGone = rootWasGone,
        };
    }

    private OSProcess[] Living() => [.. _members.All.Where(member => !_hasEnded.Contains(member.Identity))];

    private void SendFirstSignal(Signal signal)
    {
        int sent = 0;
        PsutilNotSupportedException? refusal = null;
        foreach (OSProcess member in Living())
        {
            try
            {
                sent += Try(member, process => process.Send(signal)) ? 1 : 0;
            }
            catch (PsutilNotSupportedException exception)
            {
                refusal = exception;
            }
        }

        if (sent == 0 && refusal is not null)
        {
            throw refusal;
        }
    }

    /// <summary>Waits until all have ended, or the time is up.</summary>
    private void AwaitEnds(TimeSpan? timeout) => AwaitEndsAsync(timeout).GetAwaiter().GetResult();

    private async Task AwaitEndsAsync(TimeSpan? timeout)
    {
        using CancellationTokenSource timer = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken);
        Task<ProcessExit>[] waits = [.. Living().Select(member => Processes.WaitOneAsync(member, timer.Token))];
        using ITimer? alarm = timeout < Processes.LongestTimer ? _processes.Machine.TimeProvider.CancelAfter(timeout.Value, timer) : null;
        try
        {
            await foreach (Task<ProcessExit> wait in Task.WhenEach(waits).ConfigureAwait(false))
            {
                if (wait.IsCompletedSuccessfully)
                {
                    Note(await wait.ConfigureAwait(false));
                }
            }
        }
        finally
        {
            // If the caller's code throws, the other waits must not stay behind.
            await timer.CancelAsync().ConfigureAwait(false);
        }

        _cancellationToken.ThrowIfCancellationRequested();
    }

    private void Note(ProcessExit end)
    {
        KillTreeExit exit = new()
        {
            Process = end.Process,
            ExitCode = end.ExitCode,
            WasForced = _killed.Contains(end.Process.Identity),
        };
        _hasEnded.Add(end.Process.Identity);
        _ended.Add(exit);
        _onExit?.Invoke(exit);
    }

    /// <summary>
    /// Stops all members until all of them are stopped and a complete reading of the process table, begun after that, shows no new member.
    /// </summary>
    private void StopAll()
    {
        TimeLimit limit = new(_timeout);
        ProcessFields groups = (ProcessFields.ProcessGroupId | ProcessFields.SessionId) & _processes.SupportedFields;
        ProcessFields state = ProcessFields.Status | (groups & ProcessFields.ProcessGroupId);
        _ = _members.Find(state | groups, out IReadOnlyList<ProcessSnapshot> present, out IReadOnlyList<ProcessSnapshot> all);
        if (_members.TryKillListed() is { } pids)
        {
            _killed.UnionWith(_members.All.Select(member => member.Identity).Where(identity => pids.Contains(identity.Pid)));
        }

        StoppableGroups stoppable = new(all, present);
        HashSet<ProcessIdentity> asked = [];
        while (!limit.IsOver)
        {
            bool atRest = true;
            Dictionary<ProcessIdentity, ProcessSnapshot> states = [];
            foreach (ProcessSnapshot snapshot in present)
            {
                states[snapshot.Identity] = snapshot;
            }

            // Who was killed cannot fork any more.
            foreach (OSProcess member in Living().Where(member => !_killed.Contains(member.Identity)))
            {
                if (!stoppable.Contains(states.GetValueOrDefault(member.Identity)?.ProcessGroupId))
                {
                    atRest &= !TryKill(member);
                }
                else if (asked.Add(member.Identity) || CanStillFork(member, states))
                {
                    atRest &= !TrySuspend(member);
                }
            }

            // The states of all come with the table that shows the new ones: on Windows each question would read the whole table again.
            if (!_members.Find(state, out present) && atRest)
            {
                return;
            }

            if (!atRest)
            {
                Thread.Sleep(StopPause);
            }
        }
    }

    private bool TryKill(OSProcess member) => Try(member, static process => process.Kill()) && _killed.Add(member.Identity);

    private bool TrySuspend(OSProcess member)
    {
        if (!Try(member, static process => process.Suspend()))
        {
            return false;
        }

        _suspended[member.Identity] = _suspended.GetValueOrDefault(member.Identity) + 1;
        return true;
    }

    /// <summary>Resumes those that were suspended and could not be killed: who may be suspended may not always be ended.</summary>
    private void ResumeSurvivors()
    {
        foreach (OSProcess member in Living().Where(member => !_killed.Contains(member.Identity)))
        {
            for (int count = _suspended.GetValueOrDefault(member.Identity); count > 0; count--)
            {
                _ = Try(member, static process => process.Resume());
            }
        }
    }

    // Whether a member that was sent SIGSTOP can still fork. The state of a process is that of its first thread: other threads of a zombie
    // may be alive, and those of a traced process may run.
    private static bool CanStillFork(OSProcess member, Dictionary<ProcessIdentity, ProcessSnapshot> states)
    {
        if (
            !states.TryGetValue(member.Identity, out ProcessSnapshot? state)
            || state.Status is not { } status
            || status is ProcessStatus.Stopped or ProcessStatus.Dead
        )
        {
            return false;
        }

        if (status is not (ProcessStatus.TracingStop or ProcessStatus.Zombie or ProcessStatus.DiskSleep))
        {
            return true;
        }

        // A single thread in an uninterruptible wait (such as vfork) gets its SIGSTOP before it can fork again. With several threads, the
        // waiting one may hold the signal while others run.
        return member.Capture(ProcessFields.Threads).Threads is not { } threads
            || threads.Any(thread =>
                thread.Status is not (ProcessStatus.Stopped or ProcessStatus.TracingStop or ProcessStatus.Zombie or ProcessStatus.Dead)
                && !(thread.Status is ProcessStatus.DiskSleep && threads.Count == 1)
            );
    }

    /// <summary>
    /// Acts on a member, and returns whether that succeeded. The final result shows which members have ended and which could not be acted
    /// on.
    /// </summary>
    private static bool Try(OSProcess member, Action<OSProcess> action)
    {
        try
        {
            action(member);
            return true;
        }
        catch (PsutilException exception) when (exception is not PsutilNotSupportedException)
        {
            return false;
        }
    }
}
