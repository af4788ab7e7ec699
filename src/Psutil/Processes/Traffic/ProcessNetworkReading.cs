namespace Psutil;

/// <summary>A reading of a <see cref="ProcessNetworkMeter"/>.</summary>
public sealed class ProcessNetworkReading
{
    /// <summary>The time since the previous reading, or since the meter began.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>
    /// The processes that have sent or received something since the meter began, by PID. One that ended since the previous reading is
    /// included for the last time (<see cref="ProcessNetworkUse.HasEnded"/>).
    /// </summary>
    public required IReadOnlyList<ProcessNetworkUse> Processes { get; init; }

    /// <summary>
    /// The traffic since the meter began that is attributed to no process. BPF: of processes that found no room in the kernel's table,
    /// from which each reading removes those that ended. TCP sockets: of those without a holder that the caller may see.
    /// </summary>
    public required ProcessNetworkIOCounters Unattributed { get; init; }

    /// <summary>
    /// How many events were not counted at all since the meter began. BPF: calls for which the kernel skipped the program. TCP sockets:
    /// sockets beyond the limit of 262,144. 0 if nothing is missing.
    /// </summary>
    public required long Missed { get; init; }

    /// <summary>
    /// The PIDs of the processes whose traffic is unknown because the caller may not see their sockets. TCP sockets: those whose
    /// descriptors it may not read. BPF: none.
    /// </summary>
    public required IReadOnlySet<int> Hidden { get; init; }

    /// <summary>
    /// What each TCP connection and UDP socket transferred since the previous reading, or since the meter began, by process, those that
    /// transferred most first; those that transferred nothing are left out. Empty unless the meter was created with
    /// <see cref="ProcessNetworkMeterOptions.IncludeConnections"/>.
    /// </summary>
    public required IReadOnlyList<ProcessConnectionUse> Connections { get; init; }

    /// <summary>
    /// The traffic since the meter began that the sums of processes have and <see cref="Connections"/> have not. BPF: of connections that
    /// found no room in the kernel's table, which has room for 32,768 between two readings. 0 if nothing is missing.
    /// </summary>
    public required ProcessNetworkIOCounters WithoutConnection { get; init; }
}
