namespace Psutil.Tool.Top.Sampling;

/// <summary>A process at one refresh.</summary>
/// <param name="Snapshot">What the kernel counts of it.</param>
/// <param name="Caption">What it is called.</param>
/// <param name="CpuPercent">In percent of one CPU; null at the first refresh that saw it.</param>
/// <param name="CpuPercentOfMachine">The same in percent of all CPUs.</param>
/// <param name="IO">Its I/O per second; null if that was not asked for or is not known.</param>
/// <param name="IOReason">Why its I/O is not known; null if it is, or will be at the next refresh.</param>
internal readonly record struct TopProcess(
    ProcessSnapshot Snapshot,
    ProcessCaption Caption,
    double? CpuPercent = null,
    double? CpuPercentOfMachine = null,
    Traffic? IO = null,
    UnavailableReason? IOReason = null
)
{
    public ProcessIdentity Identity => Snapshot.Identity;

    public int Pid => Snapshot.Pid;

    /// <summary>How it is spoken of: <c>name (PID)</c>.</summary>
    public string Title => string.Create(CultureInfo.InvariantCulture, $"{Snapshot.Name ?? "?"} ({Pid})");

    /// <summary>Why a field is missing; null if it is there, or there is nothing to have.</summary>
    public UnavailableReason? ReasonFor(ProcessFields field)
    {
        ProcessSnapshot snapshot = field is ProcessFields.UserName or ProcessFields.CommandLine ? Caption.Snapshot : Snapshot;
        return snapshot.Unavailable.Count > 0 && snapshot.Unavailable.TryGetValue(field, out Unavailability why) ? why.Reason : null;
    }
}
