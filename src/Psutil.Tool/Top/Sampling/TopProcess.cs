using Psutil.Tool.Listing;

namespace Psutil.Tool.Top.Sampling;

/// <summary>A process at one refresh.</summary>
/// <param name="Snapshot">What the kernel counts of it.</param>
/// <param name="Caption">What it is called.</param>
/// <param name="CpuPercent">In percent of one CPU; null at the first refresh that saw it.</param>
/// <param name="CpuPercentOfMachine">The same in percent of all CPUs.</param>
/// <param name="IO">Its I/O per second; null if that was not requested or is unknown.</param>
/// <param name="Life">Whether it has just started or ended.</param>
/// <param name="IOReason">Why its I/O is unknown; null if it is known, or will be at the next refresh.</param>
internal readonly record struct TopProcess(
    ProcessSnapshot Snapshot,
    ProcessCaption Caption,
    double? CpuPercent = null,
    double? CpuPercentOfMachine = null,
    Traffic? IO = null,
    UnavailableReason? IOReason = null,
    ProcessLife Life = ProcessLife.Running
)
{
    public ProcessIdentity Identity => Snapshot.Identity;

    public int Pid => Snapshot.Pid;

    /// <summary>Whether it is a thread of the kernel, which has no program.</summary>
    public bool IsKernelThread => Snapshot.IsKernelThread == true;

    /// <summary>Its name in messages: <c>name (PID)</c>.</summary>
    public string Title => string.Create(CultureInfo.InvariantCulture, $"{Snapshot.Name ?? "?"} ({Pid})");

    /// <summary>The same as a row of <c>ps</c>.</summary>
    /// <param name="totalMemory">The machine's memory; null if it is unknown or of no concern.</param>
    public ProcessRow ToRow(long? totalMemory = null) => new(Snapshot, CpuPercent, totalMemory) { Caption = Caption.Snapshot };
}
