using Psutil.Tool.Listing;

namespace Psutil.Tool.Top.Sampling;

/// <summary>
/// A process at one refresh. A class, so that the tables of a refresh hold references: large arrays are collected last, and the full screen
/// would keep many refreshes in memory.
/// </summary>
/// <param name="Snapshot">What the kernel counts of it.</param>
/// <param name="Caption">What it is called.</param>
/// <param name="CpuPercent">In percent of one CPU; null at the first refresh that saw it.</param>
/// <param name="CpuPercentOfMachine">The same in percent of all CPUs.</param>
/// <param name="Life">Whether it has just started or ended.</param>
/// <param name="Added">What was read for columns that are not shown at first; null if nothing was, or it was not there.</param>
/// <param name="Sum">What it uses together with the processes that its row stands for, too; null if that is only itself.</param>
internal sealed record TopProcess(
    ProcessSnapshot Snapshot,
    ProcessCaption Caption,
    double? CpuPercent = null,
    double? CpuPercentOfMachine = null,
    ProcessLife Life = ProcessLife.Running,
    AddedReadings? Added = null,
    ProcessSum? Sum = null
)
{
    public ProcessIdentity Identity => Snapshot.Identity;

    public int Pid => Snapshot.Pid;

    /// <inheritdoc cref="AddedReadings.IO"/>
    public Traffic? IO => Added?.IO;

    /// <inheritdoc cref="AddedReadings.IOReason"/>
    public UnavailableReason? IOReason => Added?.IOReason;

    /// <inheritdoc cref="AddedReadings.Fields"/>
    public ProcessSnapshot? Extra => Added?.Fields;

    /// <inheritdoc cref="AddedReadings.GpuPercent"/>
    public double? GpuPercent => Added?.GpuPercent;

    /// <inheritdoc cref="AddedReadings.Network"/>
    public Traffic? Network => Added?.Network;

    /// <inheritdoc cref="AddedReadings.Power"/>
    public PowerEstimate? Power => Added?.Power;

    /// <summary>Whether it is a thread of the kernel, which has no program.</summary>
    public bool IsKernelThread => Snapshot.IsKernelThread == true;

    /// <summary>Why a field of the usual columns is missing; null if it is not.</summary>
    public UnavailableReason? Reason(ProcessFields sources) =>
        ReasonIn(Snapshot.Unavailable, sources) ?? ReasonIn(Caption.Unavailable, sources);

    /// <summary>Why a field of an added column is missing; null if it is not.</summary>
    public UnavailableReason? ExtraReason(ProcessFields sources) => Extra is null ? null : ReasonIn(Extra.Unavailable, sources);

    /// <summary>Whether it is what the monitor says of the process now, where nothing is read beyond that.</summary>
    public bool Shows(MonitoredProcess process, ProcessLife life) =>
        ReferenceEquals(Snapshot, process.Snapshot)
        && CpuPercent.Equals(process.CpuPercent)
        && CpuPercentOfMachine.Equals(process.CpuPercentOfMachine)
        && Life == life
        && this is { Added: null, Sum: null };

    /// <summary>Its name in messages: <c>name (PID)</c>.</summary>
    public string Title => string.Create(CultureInfo.InvariantCulture, $"{Snapshot.Name ?? "?"} ({Pid})");

    /// <summary>The same as a row of <c>ps</c>, without its user and arguments.</summary>
    /// <param name="totalMemory">The machine's memory; null if it is unknown or of no concern.</param>
    public ProcessRow ToRow(long? totalMemory = null) => new(Snapshot, CpuPercent, totalMemory);

    private static UnavailableReason? ReasonIn(IReadOnlyDictionary<ProcessFields, Unavailability> unavailable, ProcessFields sources)
    {
        // Nearly every process has all fields.
        if (unavailable.Count > 0)
        {
            foreach ((ProcessFields field, Unavailability why) in unavailable)
            {
                if ((field & sources) != 0)
                {
                    return why.Reason;
                }
            }
        }

        return null;
    }
}
