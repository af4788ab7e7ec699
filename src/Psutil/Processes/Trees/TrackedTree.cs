namespace Psutil;

/// <summary>
/// A process and its descendants, which are remembered by identity: they belong to the tree also when their parents, or the root, have
/// ended. Created by <see cref="Processes.TrackTree"/>, or with a child (<see cref="StartOptions.TrackTree"/>). Thread-safe. Dispose it to
/// stop tracking; no process is ended by that.
/// </summary>
/// <remarks>
/// <para>
/// <see cref="Tracking"/> says by which means members are found. With <see cref="TreeTracking.Cgroup"/> or
/// <see cref="TreeTracking.JobObject"/>, the operating system keeps the list of members, and nobody is missed. With
/// <see cref="TreeTracking.KernelEvents"/> the kernel reports every descendant when it starts. Otherwise descendants are found at each
/// reading (<see cref="GetMembers"/> and the others), so that one whose parent ended before is missed, unless it can be found by another
/// way: if the root leads a session or a process group (<see cref="StartOptions.NewSession"/>), everything in it belongs to the tree, as
/// long as some member of it is seen at every reading.
/// </para>
/// <para>The calling process never belongs to a tree.</para>
/// </remarks>
public sealed class TrackedTree : IDisposable
{
    private readonly Processes _processes;
    private readonly ProcessTreeMembers _members;
    private readonly TreeCpuTime _cpuTime = new();
    private readonly Lock _lock = new();

    // The members by PID, for events: also those that ended before they had an identity.
    private readonly HashSet<int> _pids = [];
    private readonly ProcessWatch? _watch;

    internal TrackedTree(
        Processes processes,
        OSProcess root,
        TrackTreeOptions options,
        bool mayHaveEnded = false,
        TreeMemberList? list = null
    )
    {
        _processes = processes;
        Root = root;
        _members = new ProcessTreeMembers(processes, root, includesRoot: true, followsSession: true, list);

        // Before the first reading, so that nobody starts in between.
        _watch = options.UseKernelEvents ? processes.TryWatchKernel() : null;
        try
        {
            if (Read(ProcessFields.CpuTimes).Count == 0 && !mayHaveEnded)
            {
                throw new NoSuchProcessException(root.Pid);
            }
        }
        catch
        {
            _watch?.Dispose();
            throw;
        }

        if (_watch is not null)
        {
            _ = FollowAsync(_watch);
        }
    }

    /// <summary>The process that the tree was tracked from.</summary>
    public OSProcess Root { get; }

    /// <summary>By which means members are found now.</summary>
    public TreeTracking Tracking
    {
        get
        {
            lock (_lock)
            {
                return _members.Tracking | (_watch is null ? TreeTracking.None : TreeTracking.KernelEvents);
            }
        }
    }

    /// <summary>Reads which processes belong to the tree and have not ended. Empty if all have.</summary>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    public IReadOnlyList<OSProcess> GetMembers()
    {
        lock (_lock)
        {
            return [.. Living(Read(ProcessFields.None)).Select(snapshot => _members.Find(snapshot.Identity)!)];
        }
    }

    /// <summary>Whether all processes of the tree have ended; zombies have.</summary>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    public bool HasEnded() => Living(Read(ProcessFields.None)).Count == 0;

    /// <summary>The CPU time and memory of all processes of the tree together. Works also after the root has ended.</summary>
    /// <param name="withPss">Whether to include the PSS. False by default: it is slow, because the kernel walks the memory maps of each
    /// process.</param>
    /// <returns>The totals. <see cref="ProcessTreeTotals.CpuTime"/> includes descendants that have ended, and never falls.</returns>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    public ProcessTreeTotals GetTotals(bool withPss = false)
    {
        IReadOnlyList<ProcessSnapshot> present = Read(ProcessFields.CpuTimes | ProcessFields.Memory);
        return ProcessTreeTotals.Sum(_processes, present, _cpuTime.Total, withPss);
    }

    /// <summary>Waits until all processes of the tree have ended.</summary>
    /// <param name="timeout">How long to wait: null, the default, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit, zero to check
    /// once.</param>
    /// <returns>False if some did not end in time.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    public bool TryWait(TimeSpan? timeout = null) => TryWaitAsync(timeout, CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc cref="TryWait"/>
    /// <param name="timeout">How long to wait: null, the default, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit, zero to check
    /// once.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<bool> TryWaitAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        TimeLimit limit = new(TimeLimit.Check(timeout), _processes.Machine.TimeProvider);
        while (true)
        {
            IReadOnlyList<OSProcess> members = GetMembers();
            if (members.Count == 0)
            {
                return true;
            }

            if (limit.IsOver)
            {
                return false;
            }

            // Every member in turn; who has started in the meantime is seen at the next reading.
            await _processes.WaitAllAsync(members, limit.Left, onExit: null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Ends all processes of the tree, as <see cref="OSProcess.KillTree"/> does, also those whose parents or whose root have ended.
    /// </summary>
    /// <param name="options">The options; null, the default, for <see cref="KillTreeOptions"/> as they are created, which kill all
    /// processes at once.</param>
    /// <param name="onExit">Called for each process when it has ended, one call at a time; null, the default, for nothing.</param>
    /// <returns>The processes that ended, with their exit codes, and those that did not. Those that had ended before are not among
    /// them.</returns>
    /// <exception cref="PsutilNotSupportedException">None of the processes can receive the first signal.</exception>
    public KillTreeResult Kill(KillTreeOptions? options = null, Action<KillTreeExit>? onExit = null) =>
        CreateKiller(options, onExit, CancellationToken.None).Run();

    /// <inheritdoc cref="Kill"/>
    /// <param name="options">The options; null, the default, for <see cref="KillTreeOptions"/> as they are created, which kill all
    /// processes at once.</param>
    /// <param name="onExit">Called for each process when it has ended, one call at a time; null, the default, for nothing.</param>
    /// <param name="cancellationToken">Cancels the call, as for <see cref="OSProcess.KillTreeAsync"/>.</param>
    public Task<KillTreeResult> KillAsync(
        KillTreeOptions? options = null,
        Action<KillTreeExit>? onExit = null,
        CancellationToken cancellationToken = default
    ) => BlockingCall.RunAsync(CreateKiller(options, onExit, cancellationToken).Run, cancellationToken);

    /// <summary>Stops tracking. The processes go on; the tree can still be read, and finds new descendants at each reading.</summary>
    public void Dispose() => _watch?.Dispose();

    /// <summary>
    /// Finds what is in the session or group of a root that has ended, and has not been collected: afterwards nothing shows that it is the
    /// root's. Whoever was started after the last reading would be missed.
    /// </summary>
    internal void FindWhatRootLeaves()
    {
        const TreeTracking Better = TreeTracking.KernelEvents | TreeTracking.Cgroup | TreeTracking.JobObject;
        try
        {
            if (Tracking is var tracking && tracking.HasFlag(TreeTracking.SessionOrGroup) && (tracking & Better) == TreeTracking.None)
            {
                _ = Read(ProcessFields.None);
            }
        }
        catch (PsutilException)
        {
            // As at any other reading that fails: the next one finds what it can.
        }
    }

    private static List<ProcessSnapshot> Living(IReadOnlyList<ProcessSnapshot> present) =>
        [.. present.Where(snapshot => !ProcessTableWatch.HasEnded(snapshot))];

    private ProcessTreeKiller CreateKiller(KillTreeOptions? options, Action<KillTreeExit>? onExit, CancellationToken cancellationToken)
    {
        options ??= new KillTreeOptions();
        lock (_lock)
        {
            _ = Read(ProcessFields.None);
            return new ProcessTreeKiller(_processes, Root, _members.Copy(options.IncludeRoot), options, onExit, cancellationToken);
        }
    }

    /// <summary>The members that have not been collected, with their status and the requested fields.</summary>
    private IReadOnlyList<ProcessSnapshot> Read(ProcessFields fields)
    {
        lock (_lock)
        {
            ProcessFields all = fields | ProcessFields.Status | ProcessFields.ThreadCount | ProcessFields.CpuTimes;
            _ = _members.Find(all, out IReadOnlyList<ProcessSnapshot> present);
            _members.Keep(present);
            _cpuTime.Add(present);
            if (_watch is not null)
            {
                _pids.UnionWith(present.Select(snapshot => snapshot.Pid));
            }

            return present;
        }
    }

    private async Task FollowAsync(ProcessWatch watch)
    {
        try
        {
            await foreach (ProcessEvent happening in watch.ConfigureAwait(false))
            {
                lock (_lock)
                {
                    Handle(happening);
                }
            }
        }
        catch (PsutilException)
        {
            // No more events: descendants are found at each reading.
        }
    }

    private void Handle(ProcessEvent happening)
    {
        switch (happening)
        {
            case ProcessStartedEvent { ParentPid: { } parent } started when _pids.Contains(parent):
                _pids.Add(started.Identity.Pid);
                if (started.Identity.StartTime is not null)
                {
                    _members.Add(started.Identity);
                }

                break;
            case ProcessStartedEvent started:
                // Another process has the PID of a member whose end was not reported.
                _pids.Remove(started.Identity.Pid);
                break;
            case ProcessExitedEvent exited:
                _pids.Remove(exited.Identity.Pid);
                break;
        }
    }
}
