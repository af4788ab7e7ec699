namespace Psutil.Diagnostics;

/// <summary>The process groups over time: which process is in which, and what each has used.</summary>
internal sealed class GroupTable
{
    // The user of a process can change without its name doing so.
    private static readonly TimeSpan MatchedFor = TimeSpan.FromMinutes(1);

    private readonly Psutil.Processes _processes;
    private readonly TimeProvider _clock;
    private readonly GroupMatcher _matcher;
    private readonly int _maximumGroups;
    private readonly OrderedDictionary<string, GroupTotals> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<ProcessIdentity, GroupMember> _members = [];
    private long _round;

    /// <param name="processes">The processes, of which the rules may need more fields.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="groups">The rules.</param>
    /// <param name="maximumGroups">The largest number of groups. Those whose names are fixed exist in any case.</param>
    public GroupTable(Psutil.Processes processes, TimeProvider clock, ProcessGroups groups, int maximumGroups)
    {
        _processes = processes;
        _clock = clock;
        _matcher = new GroupMatcher(groups.Rules);
        _maximumGroups = maximumGroups;
        foreach (string name in _matcher.FixedGroups)
        {
            _groups.TryAdd(Measure.Text(name), new GroupTotals(Measure.Text(name)));
        }
    }

    /// <summary>The processes so far whose group was one too many.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Takes over a reading of the process table.</summary>
    public IReadOnlyList<ProcessGroupReading> Update(IReadOnlyList<MonitoredProcess> table)
    {
        _round++;
        foreach (GroupTotals group in _groups.Values)
        {
            group.BeginReading();
        }

        foreach (MonitoredProcess process in table)
        {
            if (!_members.TryGetValue(process.Identity, out GroupMember? member))
            {
                _members.Add(process.Identity, member = new GroupMember());
            }

            member.SeenIn = _round;
            Match(member, process.Snapshot);
            var growth = member.Grow(process.Snapshot);
            member.Group?.Add(process.Snapshot, growth);
        }

        ForgetEnded(table.Count);
        return [.. _groups.Values.Select(group => group.Read())];
    }

    private void ForgetEnded(int running)
    {
        if (_members.Count == running)
        {
            return;
        }

        foreach ((ProcessIdentity identity, GroupMember member) in _members)
        {
            if (member.SeenIn != _round)
            {
                _members.Remove(identity);
            }
        }
    }

    private void Match(GroupMember member, ProcessSnapshot snapshot)
    {
        if (member.Name == snapshot.Name && member.MatchedAt is { } at && _clock.GetElapsedTime(at) < MatchedFor)
        {
            return;
        }

        ProcessSnapshot? more = _matcher.Fields == ProcessFields.None ? null : _processes.Get(snapshot).Capture(_matcher.Fields);
        if (more?.WhyMissing(_matcher.Fields)?.Reason == UnavailableReason.Gone)
        {
            // It ended after the table was read: what it did stays where it was counted so far.
            return;
        }

        (member.Name, member.MatchedAt) = (snapshot.Name, _clock.GetTimestamp());
        string? name = _matcher.Find(new ProcessTraits(snapshot.Name, more?.ExecutablePath, more?.UserName, more?.Cgroup));
        member.Group = name is null ? null : FindGroup(member, Measure.Text(name));
    }

    private GroupTotals? FindGroup(GroupMember member, string name)
    {
        if (_groups.TryGetValue(name, out GroupTotals? group))
        {
            return group;
        }

        if (_groups.Count < _maximumGroups)
        {
            _groups.Add(name, group = new GroupTotals(name));
            return group;
        }

        LeftOut += member.IsLeftOut ? 0 : 1;
        member.IsLeftOut = true;
        return null;
    }
}
