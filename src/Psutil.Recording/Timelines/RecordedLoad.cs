namespace Psutil.Recording;

/// <summary>
/// What a machine did in a part of a recorded time. Rates and shares are those between two samples. Null is what could not be read, or was
/// not recorded.
/// </summary>
public sealed record RecordedLoad
{
    /// <summary>When the part begins.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>How busy the CPUs were, in percent of all of them.</summary>
    public RecordedRange? CpuPercent { get; init; }

    /// <summary>The memory that was not available, in bytes.</summary>
    public RecordedRange? Memory { get; init; }

    /// <summary>The memory of the machine, in bytes, as of the last sample of the part.</summary>
    public long? MemoryTotal { get; init; }

    /// <summary>The used swap, in bytes.</summary>
    public RecordedRange? Swap { get; init; }

    /// <summary>The part of the time in which tasks waited for a CPU, in percent. Linux.</summary>
    public RecordedRange? CpuPressurePercent { get; init; }

    /// <summary>The part of the time in which tasks waited for memory, in percent. Linux.</summary>
    public RecordedRange? MemoryPressurePercent { get; init; }

    /// <summary>The part of the time in which tasks waited for I/O, in percent. Linux.</summary>
    public RecordedRange? IOPressurePercent { get; init; }

    /// <summary>The bytes that were read from disks, per second.</summary>
    public RecordedRange? DiskReadPerSecond { get; init; }

    /// <summary>The bytes that were written to disks, per second.</summary>
    public RecordedRange? DiskWritePerSecond { get; init; }

    /// <summary>The bytes that interfaces received, without loopback, per second.</summary>
    public RecordedRange? ReceivedPerSecond { get; init; }

    /// <summary>The bytes that interfaces sent, without loopback, per second.</summary>
    public RecordedRange? SentPerSecond { get; init; }
}
