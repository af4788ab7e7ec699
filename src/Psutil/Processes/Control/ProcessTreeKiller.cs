namespace Psutil;

/// <summary>
/// Ends a tree of processes: asks them to terminate if there is a grace period, then stops all of them before it kills any, so that none
/// can fork and escape.
/// </summary>
internal sealed class ProcessTreeKiller(Processes processes, OSProcess root, KillTreeOptions options, CancellationToken cancellationToken)
{
    private static readonly TimeSpan StopPause = TimeSpan.FromMilliseconds(1);

    private readonly TimeSpan? _timeout = TimeLimit.Check(options.Timeout, KillTreeOptions.DefaultTimeout);
    private readonly OrderedDictionary<ProcessIdentity, OSProcess> _members = [];

    public KillTreeResult Run()
    {
        if (!processes.IsOfThisSystem)
        {
            throw processes.OfAnotherSystem();
        }

        if (options.GracePeriod is not null)
        {
            FindMembers();
            foreach (OSProcess member in _members.Values)
            {
                Try(member, static process => process.Terminate());
            }

            _ = AwaitEnds(TimeLimit.Check(options.GracePeriod));
        }

        StopAll();
        foreach (OSProcess member in _members.Values)
        {
            Try(member, static process => process.Kill());
        }

        HashSet<OSProcess> survivors = AwaitEnds(_timeout);
        return new KillTreeResult { Ended = [.. _members.Values.Where(member => !survivors.Contains(member))], Survivors = [.. survivors] };
    }

    /// <summary>Waits until all have ended, and returns those that did not end in time.</summary>
    private HashSet<OSProcess> AwaitEnds(TimeSpan? timeout)
    {
        using CancellationTokenSource timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] waits = [.. _members.Values.Select(member => member.WaitForEndAsync(timer.Token))];
        if (timeout < Processes.LongestTimer)
        {
            timer.CancelAfter(timeout.Value);
        }

        Task.WhenAll(waits)
            .ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
            .Wait(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return [.. _members.Values.Zip(waits).Where(pair => !pair.Second.IsCompletedSuccessfully).Select(pair => pair.First)];
    }

    /// <summary>
    /// Stops all members until all of them are stopped and a complete reading of the process table, begun after that, shows no new member.
    /// </summary>
    private void StopAll()
    {
        TimeLimit limit = new(_timeout);
        HashSet<ProcessIdentity> asked = [];
        _ = FindMembers();
        while (!limit.IsOver)
        {
            bool atRest = true;
            foreach (OSProcess member in _members.Values)
            {
                atRest &= !((asked.Add(member.Identity) || CanStillFork(member)) && Try(member, static process => process.Suspend()));
            }

            if (!FindMembers() && atRest)
            {
                return;
            }

            if (!atRest)
            {
                Thread.Sleep(StopPause);
            }
        }
    }

    // Whether a member that was sent SIGSTOP can still fork. The state of a process is that of its first thread: other threads of a zombie
    // may be alive, and those of a traced process may run.
    private static bool CanStillFork(OSProcess member)
    {
        if (member.Capture(ProcessFields.Status).Status is not { } status || status is ProcessStatus.Stopped or ProcessStatus.Dead)
        {
            return false;
        }

        // A single thread in an uninterruptible wait (such as vfork) gets its SIGSTOP before it can fork again. With several threads, the
        // waiting one may hold the signal while others run.
        return member.Capture(ProcessFields.Threads).Threads is not { } threads
            || threads.Any(thread =>
                thread.Status is not (ProcessStatus.Stopped or ProcessStatus.TracingStop or ProcessStatus.Zombie or ProcessStatus.Dead)
                && !(thread.Status is ProcessStatus.DiskSleep && threads.Count == 1)
            );
    }

    /// <summary>Adds the processes that belong to the tree now. Returns whether there was a new one.</summary>
    private bool FindMembers()
    {
        int before = _members.Count;
        IReadOnlyList<ProcessSnapshot> all = processes.Capture(ProcessFields.ParentPid);
        if (options.IncludeRoot && all.Any(snapshot => root.Identity.IsSameAs(snapshot.Identity)))
        {
            Add(root.Identity);
        }

        // Descendants of every member, not only of the root, because a member in between may have ended.
        foreach (ProcessIdentity ancestor in (ProcessIdentity[])[root.Identity, .. _members.Keys])
        {
            foreach (ProcessSnapshot descendant in OSProcess.Descendants(processes, ancestor, all))
            {
                Add(descendant.Identity);
            }
        }

        return _members.Count > before;
    }

    private void Add(ProcessIdentity identity)
    {
        if (identity.Pid != Environment.ProcessId && !IsMember(identity))
        {
            _members.Add(identity, processes.FromIdentity(identity));
        }
    }

    private bool IsMember(ProcessIdentity identity) =>
        identity.StartTime is null ? _members.Keys.Any(member => member.IsSameAs(identity)) : _members.ContainsKey(identity);

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
