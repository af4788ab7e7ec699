namespace Psutil.Diagnostics;

/// <summary>The instruments of disks.</summary>
internal static class DiskInstruments
{
    private sealed record Sizes(IReadOnlyList<KeyValuePair<string, long>> Disks);

    public static void Add(InstrumentFactory factory, Machine machine, PsutilMetricsOptions options)
    {
        Source<IReadOnlyDictionary<string, DiskIOCounters>> disks = factory.Sampler.Add(
            "machine",
            "disks",
            machine.Disks.GetIOCountersPerDisk
        );
        AddByDirection("system.disk.io", "By", "The bytes read from disks and written to them.", disk => (disk.ReadBytes, disk.WriteBytes));
        AddByDirection("system.disk.operations", "{operation}", "The completed reads and writes.", disk =>
            (disk.ReadCount, disk.WriteCount)
        );
        AddByDirection(
            "system.disk.merged",
            "{operation}",
            "The reads and writes that were merged with others before they reached the disk.",
            disk => (disk.ReadMergedCount, disk.WriteMergedCount)
        );
        factory.Counter(
            disks,
            "system.disk.operation_time",
            "s",
            "The time of all reads and writes, added up also if several ran at once.",
            value =>
                Used(value).SelectMany(disk => ByDirection(disk.Key, disk.Value.ReadTime?.TotalSeconds, disk.Value.WriteTime?.TotalSeconds))
        );
        factory.Counter(
            disks,
            "system.disk.io_time",
            "s",
            "The time in which the disk had at least one read or write in progress.",
            value => Used(value).SelectMany(disk => Measure.One(disk.Value.BusyTime?.TotalSeconds, Device(disk.Key)))
        );
        if (options.IncludeOptional)
        {
            Source<Sizes> sizes = factory.Sampler.Add("machine", "disk sizes", () => ReadSizes(machine.Disks));
            factory.UpDownCounter(sizes, "system.disk.limit", "By", "The size of the disk.", value =>
                value.Disks.SelectMany(disk => Measure.One<long>(disk.Value, Device(disk.Key)))
            );
        }

        void AddByDirection(string name, string unit, string description, Func<DiskIOCounters, (long?, long?)> select) =>
            factory.Counter(disks, name, unit, description, value => Used(value)
                    .SelectMany(disk =>
                    {
                        (long? read, long? write) = select(disk.Value);
                        return ByDirection(disk.Key, read, write);
                    }));
    }

    private static Sizes? ReadSizes(Disks disks) =>
        disks.GetSizePerDisk() is { } sizes
            ? new Sizes([
                .. Used(disks.GetIOCountersPerDisk())
                    .Where(disk => sizes.ContainsKey(disk.Key))
                    .Select(disk => KeyValuePair.Create(disk.Key, sizes[disk.Key])),
            ])
            : null;

    // Linux lists RAM disks and loop devices by the dozen, of which hardly one is ever used.
    private static IEnumerable<KeyValuePair<string, DiskIOCounters>> Used(IReadOnlyDictionary<string, DiskIOCounters> disks) =>
        disks.Where(disk => disk.Value.ReadCount > 0 || disk.Value.WriteCount > 0);

    private static IEnumerable<Measurement<T>> ByDirection<T>(string disk, T? read, T? write)
        where T : struct => Measure.Each([Device(disk)], "disk.io.direction", ("read", read), ("write", write));

    private static KeyValuePair<string, object?> Device(string disk) => Measure.TextTag("system.device", disk);
}
