namespace Psutil.Recording;

/// <summary>Processes of a cgroup that the kernel ended for lack of memory, between two samples.</summary>
/// <param name="Time">The time of the second sample.</param>
/// <param name="Cgroup">The path of the cgroup.</param>
/// <param name="Count">How many processes.</param>
public sealed record RecordedOomKill(DateTimeOffset Time, string Cgroup, long Count);
