using Psutil.Tool.Report;

namespace Psutil.Tool.Listing;

/// <summary>A process as <c>ps</c> and <c>info</c> show it: its snapshot and the values derived from it and the machine.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="CpuPercent">The CPU time it used since the sample before, in percent of one CPU; null without such a sample.</param>
/// <param name="TotalMemory">The machine's memory in bytes; null if unknown.</param>
internal sealed record ProcessRow(ProcessSnapshot Snapshot, double? CpuPercent, long? TotalMemory)
{
    // Kernels count CPU time in steps of a hundredth of a second.
    private static readonly TimeSpan YoungestAge = TimeSpan.FromSeconds(0.1);

    private readonly ProcessSnapshot? _caption;

    /// <summary>The snapshot with its user and arguments, which rarely change and which <c>top</c> reads less often.</summary>
    public ProcessSnapshot Caption
    {
        get => _caption ?? Snapshot;
        init => _caption = value;
    }

    /// <summary>The tree lines before its name.</summary>
    public string Lead { get; init; } = "";

    /// <summary>Its nice value; on Windows its priority class, as in psutil.</summary>
    public int? Nice => Snapshot.Nice ?? (int?)Snapshot.PriorityClass;

    /// <summary>Its I/O since the previous listing; null if there is none.</summary>
    public ProcessIORates? IORates { get; init; }

    /// <summary>Its use of GPUs since the previous listing, in percent of one; null if it is not measured or unknown.</summary>
    public double? GpuPercent { get; init; }

    /// <summary>An estimate of its part of the processors' power, in watts; null if it is not asked for or unknown.</summary>
    public double? EstimatedWatts { get; init; }

    /// <summary>Why there is no estimate of any process; null if there is, or if none is asked for.</summary>
    public UnavailableReason? EnergyReason { get; init; }

    /// <summary>What was measured of its network traffic; null if nothing was.</summary>
    public ProcessTraffic? Traffic { get; init; }

    /// <summary>When it was read; null where that is not needed.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>
    /// Its CPU time as a share of the time since it began, in percent of one CPU, as in <c>ps</c> of procps; null if either is unknown, and
    /// for a process that is too young for it.
    /// </summary>
    public double? CpuPercentAverage =>
        Snapshot is { CpuTimes: { } times, CreateTime: { } start } && Time - start is { } age && age >= YoungestAge
            ? times.Total / age * 100
            : null;

    /// <summary>Its RSS as a share of the machine's memory.</summary>
    public double? MemoryPercent => TotalMemory is > 0 ? Snapshot.Memory?.Rss * 100.0 / TotalMemory : null;

    /// <summary>Why a field is missing; null if it is not, or if the process does not have it (a process without a terminal).</summary>
    public UnavailableReason? ReasonFor(ProcessField field) =>
        (field == ProcessFieldTable.Energy ? EnergyReason : null)
        ?? ReasonIn(Snapshot, field)
        ?? (_caption is null ? null : ReasonIn(_caption, field));

    private static UnavailableReason? ReasonIn(ProcessSnapshot snapshot, ProcessField field)
    {
        // Nearly every process has all requested fields.
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
