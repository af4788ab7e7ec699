namespace Psutil;

/// <summary>
/// The totals of a process and all its descendants, from <see cref="OSProcess.GetTreeTotals"/> or <see cref="TrackedTree.GetTotals"/>.
/// </summary>
public readonly record struct ProcessTreeTotals
{
    /// <summary>The number of processes.</summary>
    public required int ProcessCount { get; init; }

    /// <summary>
    /// The CPU time they have used, user and system time together, with that of their descendants that have ended and were collected
    /// (<see cref="ProcessCpuTimes.ChildrenUser"/>, <see cref="ProcessCpuTimes.ChildrenSystem"/>), each counted once. Windows does not
    /// count the latter.
    /// </summary>
    /// <remarks>
    /// It never falls between two calls of <see cref="OSProcess.GetTreeTotals"/> of one handle, nor of <see cref="TrackedTree.GetTotals"/>.
    /// Another handle begins anew, and does not know of descendants that left the tree before: their time is missing there.
    /// </remarks>
    public required TimeSpan CpuTime { get; init; }

    /// <summary>The sum of their RSS, in bytes. Memory that several of them share is counted once for each.</summary>
    public required long Rss { get; init; }

    /// <summary>
    /// The sum of their PSS, in bytes. Memory that they share is counted once. Null if it was not requested, or if it is unknown for any
    /// process. Linux.
    /// </summary>
    public long? Pss { get; init; }

    internal static ProcessTreeTotals Sum(Processes processes, IReadOnlyCollection<ProcessSnapshot> members, TimeSpan cpuTime, bool withPss)
    {
        long? pss = withPss ? 0 : null;
        if (withPss)
        {
            foreach (ProcessSnapshot member in members)
            {
                ProcessSnapshot footprint = processes.FromIdentity(member.Identity).Capture(ProcessFields.MemoryFootprint);
                bool hasEnded =
                    footprint.Unavailable.TryGetValue(ProcessFields.MemoryFootprint, out Unavailability missing)
                    && missing.Reason is UnavailableReason.Gone or UnavailableReason.Zombie;
                pss = hasEnded ? pss : pss + footprint.MemoryFootprint?.Pss;
            }
        }

        return new ProcessTreeTotals
        {
            ProcessCount = members.Count,
            CpuTime = cpuTime,
            Rss = members.Sum(member => member.Memory?.Rss ?? 0),
            Pss = pss,
        };
    }
}
