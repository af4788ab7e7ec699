namespace Psutil;

/// <summary>
/// The processes that have been found to belong to a tree. A member remains one when its parent ends, and so do its descendants.
/// </summary>
/// <param name="processes">The facet that the processes belong to.</param>
/// <param name="root">The root of the tree.</param>
/// <param name="includesRoot">Whether the root is a member.</param>
internal sealed class ProcessTreeMembers(Processes processes, OSProcess root, bool includesRoot)
{
    private readonly OrderedDictionary<ProcessIdentity, OSProcess> _members = [];

    /// <summary>The members, in the order in which they were found, those that have ended included.</summary>
    public IEnumerable<OSProcess> All => _members.Values;

    /// <summary>Adds the processes that belong to the tree now. Returns whether there was a new one.</summary>
    public bool Find()
    {
        int before = _members.Count;
        IReadOnlyList<ProcessSnapshot> all = processes.Capture(ProcessFields.ParentPid);
        if (includesRoot && all.Any(snapshot => root.Identity.IsSameAs(snapshot.Identity)))
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
            _members.Add(identity, identity == root.Identity ? root : processes.FromIdentity(identity));
        }
    }

    private bool IsMember(ProcessIdentity identity) =>
        identity.StartTime is null ? _members.Keys.Any(member => member.IsSameAs(identity)) : _members.ContainsKey(identity);
}
