namespace Psutil.Recording;

/// <summary>
/// The load of the machine in the time from one sample of a recording to the next, from <see cref="Recording.ReadLoad"/>.
/// </summary>
public sealed record RecordedLoad
{
    /// <summary>When the second of the two samples was taken, by the machine's clock then.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>How long it is since the sample before; null for the first one, and after a gap. There are no rates then.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>What is between the two samples, where it is more than the recorder's interval; null otherwise.</summary>
    public RecordingGapKind? Gap { get; init; }

    /// <summary>In how many percent of the time all CPUs together were busy.</summary>
    public double? CpuPercent { get; init; }

    /// <summary>How many percent of the memory were not available at the sample.</summary>
    public double? MemoryPercent { get; init; }

    /// <summary>In how many percent of the time some task waited for a CPU. Linux: <c>/proc/pressure/cpu</c>.</summary>
    public double? CpuPressurePercent { get; init; }

    /// <summary>In how many percent of the time some task waited for memory. Linux: <c>/proc/pressure/memory</c>.</summary>
    public double? MemoryPressurePercent { get; init; }

    /// <summary>In how many percent of the time some task waited for I/O. Linux: <c>/proc/pressure/io</c>.</summary>
    public double? IOPressurePercent { get; init; }

    /// <summary>What was read from all disks, in bytes per second.</summary>
    public double? DiskReadBytesPerSecond { get; init; }

    /// <summary>What was written to all disks, in bytes per second.</summary>
    public double? DiskWriteBytesPerSecond { get; init; }

    /// <summary>What all interfaces but loopback received, in bytes per second.</summary>
    public double? BytesReceivedPerSecond { get; init; }

    /// <summary>What all interfaces but loopback sent, in bytes per second.</summary>
    public double? BytesSentPerSecond { get; init; }

    /// <summary>How many processes the OOM killer ended. Only Linux has it, and only in cgroups.</summary>
    public long OomKills { get; init; }
}
