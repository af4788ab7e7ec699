namespace Psutil;

/// <summary>
/// One cgroup in the table of a <see cref="CgroupMonitor"/>. <see cref="CgroupMonitor.Refresh"/> updates its values. A
/// <see cref="Snapshot"/> is replaced, never changed, so it can be kept.
/// </summary>
public sealed class MonitoredCgroup
{
    internal MonitoredCgroup(CgroupSnapshot snapshot) => Snapshot = snapshot;

    /// <summary>The group's path.</summary>
    public string Path => Snapshot.Path;

    /// <summary>The group as of the last refresh.</summary>
    public CgroupSnapshot Snapshot { get; private set; }

    /// <summary>What it used since the previous refresh; null after the first reading.</summary>
    public CgroupRates? Rates { get; private set; }

    /// <summary>The path.</summary>
    public override string ToString() => Path;

    internal void Update(CgroupSnapshot snapshot, TimeSpan elapsed)
    {
        Rates = CgroupRates.Between(Snapshot, snapshot, elapsed);
        Snapshot = snapshot;
    }
}
