namespace Psutil;

/// <summary>What a <see cref="ProcessMonitor.Refresh"/> found different from the one before.</summary>
/// <param name="Elapsed">The time between the two; null for the first, which has nothing to compare with.</param>
/// <param name="Started">The processes that were not there before, in the order of their PIDs; empty for the first.</param>
/// <param name="Exited">The processes that are not there any more, as they were last seen.</param>
public sealed record ProcessChanges(TimeSpan? Elapsed, IReadOnlyList<MonitoredProcess> Started, IReadOnlyList<MonitoredProcess> Exited);
