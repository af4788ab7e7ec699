using Psutil.Tool.Commands;
using Psutil.Tool.Readings;

namespace Psutil.Tool.Overview;

/// <summary>All values of one overview, read once. A value that could not be read is null, and among the gaps.</summary>
internal sealed record OverviewReading
{
    // A file system that does not answer must not delay the overview for long.
    private static readonly TimeSpan UsageTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The base of the next overview's rates.</summary>
    public required OverviewSample Sample { get; init; }

    /// <summary>What stands above it; null if that has been written already.</summary>
    public required OverviewHead? Head { get; init; }

    public required int? LogicalCount { get; init; }

    public required int? PhysicalCount { get; init; }

    public required CpuFrequency? Frequency { get; init; }

    public required MemoryReading Memory { get; init; }

    public required MachineLimits? Limits { get; init; }

    /// <summary>The file systems; only the first of several on one mount point.</summary>
    public required IReadOnlyList<DiskPartition>? Partitions { get; init; }

    /// <summary>The space of the shown file systems, by mount point.</summary>
    public required IReadOnlyDictionary<string, DiskUsage?> Usage { get; init; }

    public required SensorsReading Sensors { get; init; }

    public required Gaps Gaps { get; init; }

    /// <summary>Reads it.</summary>
    /// <param name="host">The host.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="mostPartitions">The maximum number of file systems.</param>
    /// <param name="withHead">Whether to read what stands above it.</param>
    public static OverviewReading Take(ToolHost host, Machine machine, int mostPartitions, bool withHead)
    {
        Gaps gaps = new();
        OverviewSample sample = OverviewSample.Take(machine, host.Clock, gaps);
        DiskPartition[]? partitions = gaps.Read(DisksReading.PlaceOfPartitions, () =>
            (DiskPartition[])[.. machine.Disks.GetPartitions().DistinctBy(partition => partition.MountPoint, StringComparer.Ordinal)]
        );
        return new OverviewReading
        {
            Sample = sample,
            Head = withHead ? OverviewHead.Take(machine, gaps) : null,
            LogicalCount = gaps.ReadValue("cpu.count_logical", machine.Cpu.GetLogicalCount),
            PhysicalCount = gaps.ReadValue("cpu.count_physical", machine.Cpu.GetPhysicalCount),
            Frequency = gaps.ReadValue("cpu.freq", machine.Cpu.GetFrequency),
            Memory = MemoryReading.Take(machine.Memory, gaps),
            Limits = gaps.ReadValue("limits", machine.GetLimits),
            Partitions = partitions,
            Usage = DisksReading.TakeUsage(
                host.AskUsageOutside,
                machine.Disks,
                (partitions ?? []).Take(mostPartitions),
                UsageTimeout,
                gaps
            ),
            Sensors = SensorsReading.Take(machine.Sensors, gaps),
            Gaps = gaps,
        };
    }
}
