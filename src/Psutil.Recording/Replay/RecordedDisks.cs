namespace Psutil.Recording;

internal sealed class RecordedDisks(RecordedMachine machine) : Disks(machine)
{
    public override IReadOnlyDictionary<string, DiskIOCounters> GetIOCountersPerDisk() =>
        machine.ReadDictionary(DiskRows.IOCounters, RecordTable.Disks, DiskRows.CountersOf);

    public override PressureStall? GetPressure() => PressureFields.Of(machine.ReadRow(DiskRows.Pressure), ReadingFields.FirstValue);

    public override IReadOnlyDictionary<string, long>? GetSizePerDisk() =>
        DiskRows.HasSizes(machine.ReadRow(DiskRows.Sizes))
            ? machine.ReadDictionary(DiskRows.Sizes, RecordTable.DiskSizes, row => row.Integer(1) ?? 0)
            : null;

    public override IEnumerable<string> SelectWholeDisks(IReadOnlyDictionary<string, DiskIOCounters> disks)
    {
        ArgumentNullException.ThrowIfNull(disks);
        HashSet<string> parts = machine.Read(rows =>
            rows[RecordTable.Disks].Where(row => !DiskRows.IsWholeDisk(row.Row)).Select(row => row.Key).ToHashSet(StringComparer.Ordinal)
        );
        return disks.Keys.Where(name => !parts.Contains(name));
    }

    protected override IReadOnlyList<DiskPartition> GetPartitionsCore(PartitionOptions options) =>
        machine.ReadList(DiskRows.Partitions, RecordTable.Partitions, row =>
            options.IncludeAll || !DiskRows.IsOnlyInAll(row.Row) ? DiskRows.PartitionOf(row.Row) : null
        );

    protected override DiskUsage GetUsageCore(string path, TimeSpan? timeout)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("A path holds no NUL.", nameof(path));
        }

        // Nearly everybody asks for mount points: the list of them, which may be long, is gone through for other paths alone.
        string place = DiskRows.PlaceOfUsage(path);
        place = machine.Has(place) || FindMountPoint(path) is not { } point ? place : DiskRows.PlaceOfUsage(point);
        return DiskRows.UsageOf(machine.ReadRow(place));
    }

    // Recorded is the space of each mount point. What is below it is on the same file system, up to the next one.
    private string? FindMountPoint(string path)
    {
        string? found = null;
        foreach (DiskPartition partition in GetPartitions(all: true))
        {
            string point = partition.MountPoint;
            bool isAbove =
                path.StartsWith(point, StringComparison.Ordinal)
                && (path.Length == point.Length || point is [.., '/' or '\\'] || path[point.Length] is '/' or '\\');
            found = isAbove && !(point.Length < found?.Length) ? point : found;
        }

        return found;
    }
}
