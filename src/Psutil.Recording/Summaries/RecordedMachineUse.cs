namespace Psutil.Recording;

/// <summary>What a machine used in a span of a recording. Null is what could not be read, or was not recorded.</summary>
public sealed record RecordedMachineUse
{
    /// <summary>How busy the CPUs were, in percent of all of them, while samples were taken.</summary>
    public double? AverageCpuPercent { get; init; }

    /// <summary>The most between two samples.</summary>
    public double? PeakCpuPercent { get; init; }

    /// <summary>The time of the second of these samples.</summary>
    public DateTimeOffset? PeakCpuTime { get; init; }

    /// <summary>The memory of the machine, in bytes, as of the last sample.</summary>
    public long? MemoryTotal { get; init; }

    /// <summary>The average of the memory that was not available, in bytes.</summary>
    public long? AverageMemory { get; init; }

    /// <summary>The largest amount of memory that was not available in a sample, in bytes.</summary>
    public long? PeakMemory { get; init; }

    /// <summary>The time of that sample.</summary>
    public DateTimeOffset? PeakMemoryTime { get; init; }

    /// <summary>The largest use of swap that a sample has, in bytes.</summary>
    public long? PeakSwap { get; init; }

    /// <summary>The bytes that were read from disks.</summary>
    public long? DiskReadBytes { get; init; }

    /// <summary>The bytes that were written to disks.</summary>
    public long? DiskWriteBytes { get; init; }

    /// <summary>The bytes that interfaces received, without loopback.</summary>
    public long? ReceivedBytes { get; init; }

    /// <summary>The bytes that interfaces sent, without loopback.</summary>
    public long? SentBytes { get; init; }
}
