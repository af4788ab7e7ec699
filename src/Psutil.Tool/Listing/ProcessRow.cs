namespace Psutil.Tool.Listing;

/// <summary>A process as <c>ps</c> and <c>info</c> show it: its snapshot and what follows from it and the machine.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="CpuPercent">The CPU time it used since the sample before, in percent of one CPU; null without such a sample.</param>
/// <param name="TotalMemory">The machine's memory in bytes; null if unknown.</param>
internal sealed record ProcessRow(ProcessSnapshot Snapshot, double? CpuPercent, long? TotalMemory)
{
    private readonly ProcessSnapshot? _caption;

    /// <summary>Where its user and its arguments stand: they hardly ever change, and <c>top</c> reads them seldom.</summary>
    public ProcessSnapshot Caption
    {
        get => _caption ?? Snapshot;
        init => _caption = value;
    }

    /// <summary>What is drawn before its name in a tree.</summary>
    public string Lead { get; init; } = "";

    /// <summary>Its nice value; on Windows its priority class, as psutil has it.</summary>
    public int? Nice => Snapshot.Nice ?? (int?)Snapshot.PriorityClass;

    /// <summary>Its I/O since the listing before; null without one.</summary>
    public ProcessIORates? IORates { get; init; }

    /// <summary>The share of the machine's memory that it has in RAM.</summary>
    public double? MemoryPercent => TotalMemory is > 0 ? Snapshot.Memory?.Rss * 100.0 / TotalMemory : null;

    /// <summary>Why a field is missing; null if it is there, or there is nothing to have (a process without a terminal).</summary>
    public UnavailableReason? ReasonFor(ProcessField field) =>
        ReasonIn(Snapshot, field) ?? (_caption is null ? null : ReasonIn(_caption, field));

    private static UnavailableReason? ReasonIn(ProcessSnapshot snapshot, ProcessField field)
    {
        // Nearly every process has all it was asked for.
        if (snapshot.Unavailable.Count == 0)
        {
            return null;
        }

        foreach ((ProcessFields source, Unavailability unavailability) in snapshot.Unavailable)
        {
            if ((source & field.Sources) != 0)
            {
                return unavailability.Reason;
            }
        }

        return null;
    }
}
