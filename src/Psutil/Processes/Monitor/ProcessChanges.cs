namespace Psutil;

/// <summary>How the process table differs from the refresh before, from <see cref="ProcessMonitor.Refresh"/>.</summary>
public sealed class ProcessChanges
{
    /// <summary>The time between the two refreshes; null for the first, which has nothing to compare with.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>The processes that were not there before, in the order of their PIDs; empty for the first refresh.</summary>
    public required IReadOnlyList<MonitoredProcess> Started { get; init; }

    /// <summary>The processes that are not there any more, as they were last seen.</summary>
    public required IReadOnlyList<MonitoredProcess> Exited { get; init; }
}
