namespace Psutil;

/// <summary>The changes of the process table since the previous refresh, from <see cref="ProcessMonitor.Refresh"/>.</summary>
public sealed class ProcessChanges
{
    /// <summary>The time between the two refreshes; null for the first.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>The processes that have started, in the order of their PIDs; empty for the first refresh.</summary>
    public required IReadOnlyList<MonitoredProcess> Started { get; init; }

    /// <summary>The processes that have ended, with their last values.</summary>
    public required IReadOnlyList<MonitoredProcess> Exited { get; init; }
}
