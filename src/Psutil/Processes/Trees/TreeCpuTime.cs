namespace Psutil;

/// <summary>
/// Adds up the CPU time of a tree over readings. A process that ends takes its time along, until its parent has collected it and counts it
/// as that of its children: that must neither make the sum fall nor be counted twice.
/// </summary>
internal sealed class TreeCpuTime
{
    private Dictionary<ProcessIdentity, Member> _members = [];

    /// <summary>The time of all members, those that have ended included. Never falls.</summary>
    public TimeSpan Total { get; private set; }

    /// <summary>Adds a reading of the members that have not been collected, with their parents and CPU times.</summary>
    public void Add(IEnumerable<ProcessSnapshot> reading)
    {
        Dictionary<ProcessIdentity, Member> now = [];
        foreach (ProcessSnapshot snapshot in reading)
        {
            _members.TryGetValue(snapshot.Identity, out Member before);
            now[snapshot.Identity] = snapshot.CpuTimes is { } times
                ? new Member(snapshot.ParentPid, times.Total, ChildrenOf(times))
                : before with
                {
                    ParentPid = snapshot.ParentPid,
                };
        }

        Dictionary<ProcessIdentity, TimeSpan> gone = FindGone(now);
        foreach ((ProcessIdentity identity, Member member) in now)
        {
            _members.TryGetValue(identity, out Member before);
            gone.TryGetValue(identity, out TimeSpan lost);

            // What was counted of a descendant while it lived comes back as time of the children of whoever collected it, now or, since
            // a table is not read in one moment, at the next reading.
            TimeSpan own = Max(member.Own - before.Own);
            TimeSpan children = Max(member.Children - before.Children);
            TimeSpan expected = Saturating.Add(lost, before.Expected);
            Total = Saturating.Add(Total, Saturating.Add(own, Max(children - expected)));
            now[identity] = member with { Expected = Min(Max(expected - children), lost) };
        }

        _members = now;
    }

    /// <summary>The time of the children that a process has collected.</summary>
    public static TimeSpan ChildrenOf(ProcessCpuTimes times) =>
        Saturating.Add(times.ChildrenUser.GetValueOrDefault(), times.ChildrenSystem.GetValueOrDefault());

    /// <summary>The time that members had which are gone, by the nearest ancestor that is not.</summary>
    private Dictionary<ProcessIdentity, TimeSpan> FindGone(Dictionary<ProcessIdentity, Member> now)
    {
        Dictionary<int, ProcessIdentity> byPid = [];
        foreach (ProcessIdentity identity in _members.Keys)
        {
            byPid[identity.Pid] = identity;
        }

        Dictionary<ProcessIdentity, TimeSpan> gone = [];
        foreach ((ProcessIdentity identity, Member member) in _members)
        {
            if (now.ContainsKey(identity))
            {
                continue;
            }

            int? parent = member.ParentPid;
            for (
                int steps = 0;
                parent is { } pid && byPid.TryGetValue(pid, out ProcessIdentity ancestor) && steps < _members.Count;
                steps++
            )
            {
                if (now.ContainsKey(ancestor))
                {
                    TimeSpan time = Saturating.Add(Saturating.Add(member.Own, member.Children), member.Expected);
                    gone[ancestor] = Saturating.Add(gone.GetValueOrDefault(ancestor), time);
                    break;
                }

                parent = _members[ancestor].ParentPid;
            }
        }

        return gone;
    }

    private static TimeSpan Max(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    /// <param name="ParentPid">Its parent.</param>
    /// <param name="Own">Its own time.</param>
    /// <param name="Children">That of the children it has collected.</param>
    private readonly record struct Member(int? ParentPid, TimeSpan Own, TimeSpan Children)
    {
        /// <summary>The time of descendants that are gone, and that nobody had collected at the last reading.</summary>
        public TimeSpan Expected { get; init; }
    }
}
