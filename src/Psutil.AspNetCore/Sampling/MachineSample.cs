using Psutil.Tool.Readings;

namespace Psutil.AspNetCore.Sampling;

/// <summary>The machine at one moment, with the rates since the sample before. What is unknown is null.</summary>
internal sealed record MachineSample
{
    public required DateTimeOffset Time { get; init; }

    /// <summary>Null in the first sample.</summary>
    public required CpuTimesPercent? Cpu { get; init; }

    /// <summary>Each CPU by its number; its percentages are null in the first sample.</summary>
    public required IReadOnlyList<(int Number, CpuTimesPercent? Percent)> Cores { get; init; }

    public required LoadAverage? Load { get; init; }

    public required MemoryReading Memory { get; init; }

    /// <summary>Bytes per second read from swap; null in the first sample.</summary>
    public required double? SwapInRate { get; init; }

    /// <summary>Bytes per second written to swap; null in the first sample.</summary>
    public required double? SwapOutRate { get; init; }

    public required PressureStall? CpuPressure { get; init; }

    public required PressureStall? IOPressure { get; init; }

    /// <summary>Null in the first sample.</summary>
    public required DiskIOReading? Disks { get; init; }

    /// <summary>Null in the first sample.</summary>
    public required NetworkIOReading? Network { get; init; }

    /// <summary>The file systems with their space, as of some seconds ago; null until they are read.</summary>
    public required IReadOnlyList<PartitionUsage>? FileSystems { get; init; }

    /// <summary>As of some seconds ago; null until they are read.</summary>
    public required SensorsReading? Sensors { get; init; }

    /// <summary>The GPUs, as of some seconds ago; null until they are read, and where they are not supported.</summary>
    public required IReadOnlyList<GpuUse>? Gpus { get; init; }

    public required Gaps Gaps { get; init; }
}
