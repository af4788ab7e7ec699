namespace Psutil.Recording;

/// <summary>What a process, or a group of processes, used in a span of a recording.</summary>
public sealed record RecordedUse
{
    /// <summary>
    /// The name of the process, program or user, or the ID of the container; null if unknown, or if it is in no container.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>The process; null of a group.</summary>
    public ProcessIdentity? Process { get; init; }

    /// <summary>The user of the process; null if unknown, and of a group.</summary>
    public string? UserName { get; init; }

    /// <summary>
    /// The CPU time used in the span, by user and system code. What a process used after its last sample is not in it, and nothing of
    /// one that lived between two samples. Null if it could not be read.
    /// </summary>
    public TimeSpan? CpuTime { get; init; }

    /// <summary>
    /// The average of the RSS, in bytes, over the time in which any process of the group ran; null if it could not be read. Memory that
    /// processes share counts for each of them.
    /// </summary>
    public long? AverageRss { get; init; }

    /// <summary>
    /// The largest RSS, of all processes of the group together, that a sample has, in bytes; null if it could not be read.
    /// </summary>
    public long? PeakRss { get; init; }

    /// <summary>The time of that sample.</summary>
    public DateTimeOffset? PeakTime { get; init; }

    /// <summary>The bytes read in the span (<see cref="ProcessIOCounters.ReadBytes"/>); null if they could not be read.</summary>
    public long? ReadBytes { get; init; }

    /// <summary>The bytes written in the span (<see cref="ProcessIOCounters.WriteBytes"/>); null if they could not be read.</summary>
    public long? WriteBytes { get; init; }

    /// <summary>
    /// The bytes received over the network in the span, if the recorder counted them (<see cref="RecordOptions.CountTraffic"/>); null if
    /// none were counted. Those of a process that was in no sample are in none but the group of its program.
    /// </summary>
    public long? ReceivedBytes { get; init; }

    /// <summary>The bytes sent over the network in the span; as <see cref="ReceivedBytes"/>.</summary>
    public long? SentBytes { get; init; }

    /// <summary>
    /// How long GPUs were busy for it in the span: of each GPU the engine that it used most
    /// (<see cref="ProcessGpuRates.UtilizationPercent"/>), without gaps. Null if it used none, or the driver does not report it.
    /// </summary>
    public TimeSpan? GpuTime { get; init; }

    /// <summary>
    /// The most memory on GPUs, of all processes of the group together, that a sample has, in bytes; null if it used none, or the driver
    /// does not report it.
    /// </summary>
    public long? PeakGpuMemory { get; init; }

    /// <summary>How many processes were in the samples.</summary>
    public long Processes { get; init; }

    /// <summary>How many processes started in the span, those that lived between two samples included.</summary>
    public long Started { get; init; }

    /// <summary>How many processes exited in the span.</summary>
    public long Exited { get; init; }

    /// <summary>How many of those exited with a code other than 0.</summary>
    public long Failed { get; init; }

    /// <summary>How many of those were ended by a signal.</summary>
    public long Killed { get; init; }

    /// <summary>The time of the first sample of the span that has any of the processes.</summary>
    public DateTimeOffset? FirstSeen { get; init; }

    /// <summary>The time of the last sample that has any of them.</summary>
    public DateTimeOffset? LastSeen { get; init; }
}
