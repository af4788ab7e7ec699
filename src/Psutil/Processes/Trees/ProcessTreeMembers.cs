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
/// <param name="container">What holds the whole tree and nobody else; null if nothing does.</param>
internal sealed class ProcessTreeMembers(
    Processes processes,
    OSProcess root,
    bool includesRoot,
    bool followsSession = false,
    ProcessContainer? container = null
)
{
    private readonly OrderedDictionary<ProcessIdentity, OSProcess> _members = [];

    // Members that were in the root's session or group at the last reading: as long as one of them is there, the kernel does not give the
    // number of the session to another process.
    private HashSet<ProcessIdentity> _inSession = [];
    private HashSet<ProcessIdentity> _inGroup = [];

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

        // Descendants of every member, not only of the root, because a member in between may have ended.
        ProcessIdentity[] ancestors = [root.Identity, .. _members.Keys.Where(member => member != root.Identity)];
        foreach (ProcessSnapshot descendant in OSProcess.Descendants(processes, ancestors, all))
        {
            Add(descendant.Identity);
        }

        AddContents(all);
        present = [.. all.Where(snapshot => _members.ContainsKey(snapshot.Identity))];
        return _members.Count > before;
    }

    /// <summary>The same tree, for somebody else to go on with.</summary>
    /// <param name="withRoot">Whether the root is a member.</param>
    public ProcessTreeMembers Copy(bool withRoot)
    {
        ProcessTreeMembers copy = new(processes, root, withRoot, followsSession, container)
        {
            _inSession = _inSession,
            _inGroup = _inGroup,
        };
        foreach (ProcessIdentity member in _members.Keys.Where(member => withRoot || member != root.Identity))
        {
            copy.Add(member);
        }

        return copy;
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

    /// <summary>Whether the kernel holds all of them together, the root included.</summary>
    public bool IsHeld => includesRoot && container is not null;

    /// <summary>Ends everything at once, the root included. Returns whether that succeeded.</summary>
    public bool TryKillAll() => IsHeld && container!.TryKill();

    private void AddContents(IReadOnlyList<ProcessSnapshot> all)
    {
        if (container?.ReadPids() is not { } pids)
        {
            return;
        }

        // Read after the table, so that nobody is missed whom the table has. A PID may have been reused in between, so the container is
        // asked about the process itself; if that is refused, the PID must do.
        foreach (ProcessSnapshot snapshot in all.Where(snapshot => pids.Contains(snapshot.Pid) && !_members.ContainsKey(snapshot.Identity)))
        {
            if ((includesRoot || snapshot.Identity != root.Identity) && container.Holds(snapshot.Identity) != false)
            {
                Add(snapshot.Identity);
            }
        }
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
