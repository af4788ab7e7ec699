namespace Psutil;

/// <summary>
/// The processes that have been found to belong to a tree. A member remains one when its parent ends, and so do its descendants. Not
/// thread-safe.
/// </summary>
/// <param name="processes">The facet that the processes belong to.</param>
/// <param name="root">The root of the tree.</param>
/// <param name="includesRoot">Whether the root is a member.</param>
/// <param name="followsSession">Whether members of the session and of the process group that the root leads belong to the tree, though
/// their parents are gone.</param>
/// <param name="list">The list of members that the operating system keeps; null if there is none.</param>
internal sealed class ProcessTreeMembers(
    Processes processes,
    OSProcess root,
    bool includesRoot,
    bool followsSession = false,
    TreeMemberList? list = null
)
{
    private readonly OrderedDictionary<ProcessIdentity, OSProcess> _members = [];

    // Members that were in the root's session or group at the last reading: as long as one of them is there, the kernel does not give the
    // number of the session to another process.
    private HashSet<ProcessIdentity> _inSession = [];
    private HashSet<ProcessIdentity> _inGroup = [];

    // PIDs from the list that were not in the table yet when they were first seen.
    private readonly HashSet<int> _unseen = [];

    /// <summary>By which means members are found now, events of the kernel apart.</summary>
    public TreeTracking Tracking =>
        TreeTracking.Readings
        | (_inSession.Count + _inGroup.Count > 0 ? TreeTracking.SessionOrGroup : TreeTracking.None)
        | (list?.Means ?? TreeTracking.None);

    /// <summary>The members, in the order in which they were found, those that have ended included.</summary>
    public IEnumerable<OSProcess> All => _members.Values;

    /// <summary>Adds the processes that belong to the tree now. Returns whether there was a new one.</summary>
    public bool Find() => Find(ProcessFields.None, out _);

    /// <summary>Adds the processes that belong to the tree now.</summary>
    /// <param name="fields">What to read of them besides.</param>
    /// <param name="present">The members that have not been collected.</param>
    public bool Find(ProcessFields fields, out IReadOnlyList<ProcessSnapshot> present) => Find(fields, out present, out _);

    /// <inheritdoc cref="Find(ProcessFields, out IReadOnlyList{ProcessSnapshot})"/>
    /// <param name="fields">What to read of them besides.</param>
    /// <param name="present">The members that have not been collected.</param>
    /// <param name="all">The whole process table.</param>
    public bool Find(ProcessFields fields, out IReadOnlyList<ProcessSnapshot> present, out IReadOnlyList<ProcessSnapshot> all)
    {
        int before = _members.Count;
        fields |= ProcessFields.ParentPid;
        fields |= followsSession
            ? (ProcessFields.SessionId | ProcessFields.ProcessGroupId) & processes.SupportedFields
            : ProcessFields.None;
        all = processes.Capture(fields);
        foreach (ProcessSnapshot ending in all.Where(snapshot => snapshot.Identity.StartTime is null))
        {
            ending.Identity = FindKnown(ending.Identity);
        }

        if (includesRoot && all.Any(snapshot => snapshot.Identity == root.Identity))
        {
            Add(root.Identity);
        }

        if (followsSession)
        {
            _inSession = AddNeighbours(all, _inSession, static snapshot => snapshot.SessionId);
            _inGroup = AddNeighbours(all, _inGroup, static snapshot => snapshot.ProcessGroupId);
        }

        bool hasUnseen = AddListed(all);

        // Descendants of every member, not only of the root, because a member in between may have ended.
        ProcessIdentity[] ancestors = [root.Identity, .. _members.Keys.Where(member => member != root.Identity)];
        foreach (ProcessSnapshot descendant in OSProcess.Descendants(processes, ancestors, all))
        {
            Add(descendant.Identity);
        }

        present = [.. all.Where(snapshot => _members.ContainsKey(snapshot.Identity))];
        return _members.Count > before || hasUnseen;
    }

    /// <summary>The same tree, for somebody else to go on with.</summary>
    /// <param name="withRoot">Whether the root is a member.</param>
    public ProcessTreeMembers Copy(bool withRoot)
    {
        ProcessTreeMembers copy = new(processes, root, withRoot, followsSession, list) { _inSession = _inSession, _inGroup = _inGroup };
        foreach (ProcessIdentity member in _members.Keys.Where(member => withRoot || member != root.Identity))
        {
            copy.Add(member);
        }

        return copy;
    }

    /// <summary>Kills all that are in the list of the operating system at once; returns their PIDs. Null if it cannot do that.</summary>
    public IReadOnlyCollection<int>? TryKillListed()
    {
        if (!includesRoot || list?.TryReadPids() is not { Count: > 0 } pids || pids.Contains(Environment.ProcessId))
        {
            return null;
        }

        // As before each kill: afterwards nobody may be left to read the exit code of.
        foreach (OSProcess member in All)
        {
            member.FollowExit();
        }

        return list.TryKillAll() ? pids : null;
    }

    /// <summary>The member that was found in a table; null if it is none.</summary>
    public OSProcess? Find(ProcessIdentity identity) => _members.GetValueOrDefault(identity);

    /// <summary>Adds a process that is known to belong to the tree.</summary>
    public void Add(ProcessIdentity identity)
    {
        if (identity.Pid != Environment.ProcessId && !_members.ContainsKey(identity))
        {
            _members.Add(identity, identity == root.Identity ? root : processes.FromIdentity(identity));
        }
    }

    /// <summary>Forgets the members that are not among the given ones.</summary>
    public void Keep(IReadOnlyList<ProcessSnapshot> present)
    {
        HashSet<ProcessIdentity> kept = [.. present.Select(snapshot => snapshot.Identity)];
        foreach (ProcessIdentity gone in _members.Keys.Where(member => !kept.Contains(member)).ToArray())
        {
            _members.Remove(gone);
        }
    }

    /// <summary>Adds the processes of the list. Returns whether one was not in the table, which is older, and is new.</summary>
    private bool AddListed(IReadOnlyList<ProcessSnapshot> all)
    {
        if (list?.TryReadPids() is not { Count: > 0 } pids)
        {
            return false;
        }

        HashSet<int> left = [.. pids];
        foreach (ProcessSnapshot snapshot in all.Where(snapshot => left.Remove(snapshot.Pid)))
        {
            if (includesRoot || snapshot.Identity != root.Identity)
            {
                Add(snapshot.Identity);
            }
        }

        // Each is awaited once: one that the table does not show, because it is hidden, must not be awaited for ever.
        left.ExceptWith(_unseen);
        _unseen.Clear();
        _unseen.UnionWith(left);
        return left.Count > 0;
    }

    // A process that ends has no start time any more on OpenBSD and NetBSD.
    private ProcessIdentity FindKnown(ProcessIdentity identity) =>
        root.Identity.IsSameAs(identity) ? root.Identity : _members.Keys.FirstOrDefault(member => member.IsSameAs(identity), identity);

    /// <summary>
    /// Adds the processes that share the session or the group that the root leads, if it certainly still is that one. Returns those in it.
    /// </summary>
    private HashSet<ProcessIdentity> AddNeighbours(
        IReadOnlyList<ProcessSnapshot> all,
        HashSet<ProcessIdentity> before,
        Func<ProcessSnapshot, int?> numberOf
    )
    {
        ProcessSnapshot[] inside = [.. all.Where(snapshot => numberOf(snapshot) == root.Pid)];
        bool isTheSame = inside.Any(snapshot => snapshot.Identity == root.Identity || before.Contains(snapshot.Identity));
        if (!isTheSame)
        {
            return [];
        }

        foreach (ProcessSnapshot snapshot in inside)
        {
            if (includesRoot || snapshot.Identity != root.Identity)
            {
                Add(snapshot.Identity);
            }
        }

        return [.. inside.Select(snapshot => snapshot.Identity)];
    }
}
