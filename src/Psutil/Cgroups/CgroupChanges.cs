namespace Psutil;

/// <summary>What has changed among the cgroups since the previous refresh, from <see cref="CgroupMonitor.Refresh"/>.</summary>
public sealed class CgroupChanges
{
    /// <summary>The time between the two refreshes; null for the first.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>The groups that have appeared, each before its descendants; empty for the first refresh.</summary>
    public required IReadOnlyList<MonitoredCgroup> Appeared { get; init; }

    /// <summary>The groups that have vanished, with their last values.</summary>
    public required IReadOnlyList<MonitoredCgroup> Vanished { get; init; }
}
