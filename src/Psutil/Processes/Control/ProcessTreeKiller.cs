namespace Psutil;

/// <summary>Ends a tree of processes: asks first if told to, then stops all before it kills any, so that none can fork away.</summary>
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

    /// <summary>Waits until all have ended, and returns those that did not in time.</summary>
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
    /// Stops everybody until all were found at rest, untouched, and a whole look at the process table begun after that shows nobody new.
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

    // Of one that was asked to stop. The state of a process is that of its first thread, and SIGSTOP alone stops all of them: a zombie's
    // other threads may live, a traced one's may run.
    private static bool CanStillFork(OSProcess member)
    {
        if (member.Capture(ProcessFields.Status).Status is not { } status || status is ProcessStatus.Stopped or ProcessStatus.Dead)
        {
            return false;
        }

        // In an uninterruptible wait (vfork's, for one) a lone thread gets its SIGSTOP before it can fork again. With others about, the
        // signal may be in its hands while they run.
        return member.Capture(ProcessFields.Threads).Threads is not { } threads
            || threads.Any(thread =>
                thread.Status is not (ProcessStatus.Stopped or ProcessStatus.TracingStop or ProcessStatus.Zombie or ProcessStatus.Dead)
                && !(thread.Status is ProcessStatus.DiskSleep && threads.Count == 1)
            );
    }

    /// <summary>Adds who belongs to the tree now; whether there was anybody new.</summary>
    private bool FindMembers()
    {
        int before = _members.Count;
        IReadOnlyList<ProcessSnapshot> all = processes.Capture(ProcessFields.ParentPid);
        if (options.IncludeRoot && all.Any(snapshot => snapshot.Identity == root.Identity))
        {
            Add(root.Identity);
        }

        // Descendants of every member, not of the root alone: a middle one may have ended meanwhile.
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
        if (identity.Pid != Environment.ProcessId && !_members.ContainsKey(identity))
        {
            _members.Add(identity, processes.FromIdentity(identity));
        }
    }

    /// <summary>
    /// Does it to a member; whether that could be done. Who has ended or may not be touched is told by the result in the end.
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
