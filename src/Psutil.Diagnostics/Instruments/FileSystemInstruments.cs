namespace Psutil.Diagnostics;

/// <summary>The instruments of file systems. One that does not answer is left out, and delays no other.</summary>
internal static class FileSystemInstruments
{
    private const string State = "system.filesystem.state";

    public static void Add(InstrumentFactory factory, Machine machine, PsutilMetricsOptions options)
    {
        Source<IReadOnlyList<PartitionUsage>> fileSystems = factory.Sampler.Add("file systems", "file systems", () =>
            machine.Disks.GetPartitionUsages(timeout: options.FileSystemTimeout)
        );
        factory.UpDownCounter(
            fileSystems,
            "system.filesystem.usage",
            "By",
            "The space of file systems in each state. The states add up to the whole.",
            value => value.SelectMany(Usage)
        );
        factory.Gauge(fileSystems, "system.filesystem.utilization", "1", "The share of the space of file systems in each state.", value =>
            value.SelectMany(Utilization)
        );
        factory.UpDownCounter(
            fileSystems,
            "system.filesystem.inodes.usage",
            "{inode}",
            "The inodes of file systems in each state.",
            value => value.SelectMany(Inodes)
        );
        if (options.IncludeOptional)
        {
            factory.UpDownCounter(fileSystems, "system.filesystem.limit", "By", "The size of file systems.", value =>
                value.SelectMany(one => Measure.One(one.Usage?.Total, Tags(one.Partition)))
            );
        }
    }

    private static IEnumerable<Measurement<long>> Usage(PartitionUsage one) => Measure.Each(Tags(one.Partition), State, States(one.Usage));

    private static IEnumerable<Measurement<double>> Utilization(PartitionUsage one) =>
        one.Usage is { Total: > 0 } usage
            ? Measure.Each(Tags(one.Partition), State, [.. States(usage).Select(state => (state.Name, (double?)state.Bytes / usage.Total))])
            : [];

    private static IEnumerable<Measurement<long>> Inodes(PartitionUsage one) =>
        Measure.Each(Tags(one.Partition), State, ("used", one.Usage?.TotalInodes - one.Usage?.FreeInodes), ("free", one.Usage?.FreeInodes));

    private static (string Name, long? Bytes)[] States(DiskUsage? usage) =>
        usage is { } known
            ? [("used", known.Used), ("free", known.Free), ("reserved", Math.Max(0, known.Total - known.Used - known.Free))]
            : [];

    private static KeyValuePair<string, object?>[] Tags(DiskPartition partition)
    {
        List<KeyValuePair<string, object?>> tags = [Measure.TextTag("system.filesystem.mountpoint", partition.MountPoint)];
        if (partition.Device is { } device)
        {
            tags.Add(Measure.TextTag("system.device", device));
        }

        if (partition.FileSystemType is { } type)
        {
            tags.Add(Measure.TextTag("system.filesystem.type", type));
        }

        tags.Add(Measure.Tag("system.filesystem.mode", partition.Options.Split(',').Contains("ro", StringComparer.Ordinal) ? "ro" : "rw"));
        return [.. tags];
    }
}
