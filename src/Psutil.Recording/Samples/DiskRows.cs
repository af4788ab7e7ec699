namespace Psutil.Recording;

/// <summary>The disks and file systems in a sample.</summary>
internal static class DiskRows
{
    public const string IOCounters = "disks.io_counters";
    public const string Sizes = "disks.sizes";
    public const string Partitions = "disks.partitions";
    public const string Pressure = "disks.pressure";

    private const int Value = ReadingFields.FirstValue;

    // Programs mount and unmount at will, and who asks for one file system asks for few.
    private const int MostPartitions = 10_000;

    private static readonly TimeSpan UsageTimeout = TimeSpan.FromSeconds(2);

    public static void Read(Disks disks, SampleDraft sample)
    {
        sample.Read(IOCounters, _ => ReadCounters(disks, sample));
        sample.Read(Pressure, row => PressureFields.Write(row, Value, disks.GetPressure()));
    }

    /// <summary>What changes seldom, or takes long.</summary>
    public static void ReadSlow(Disks disks, SampleDraft sample)
    {
        sample.Read(Sizes, row =>
        {
            if (disks.GetSizePerDisk() is { } sizes)
            {
                row.Add(Value, sizes.Count);
                foreach ((string name, long size) in sizes)
                {
                    sample.Add(RecordTable.DiskSizes, name, new RowBuilder().Add(1, size).Build());
                }
            }
        });
        sample.Read(Partitions, _ => ReadPartitions(disks, sample));
    }

    /// <summary>The name of the reading of a file system's space.</summary>
    public static string PlaceOfUsage(string path) => "disks.usage " + path;

    public static DiskIOCounters CountersOf(Row row) =>
        new()
        {
            ReadCount = row.Integer(1) ?? 0,
            WriteCount = row.Integer(2) ?? 0,
            ReadBytes = row.Integer(3) ?? 0,
            WriteBytes = row.Integer(4) ?? 0,
            ReadTime = row.Duration(5),
            WriteTime = row.Duration(6),
            BusyTime = row.Duration(7),
            ReadMergedCount = row.Integer(8),
            WriteMergedCount = row.Integer(9),
        };

    /// <summary>Whether a row of counters is of a whole disk, and not of a part of one that has a row too.</summary>
    public static bool IsWholeDisk(Row row) => row.Bool(10) ?? true;

    /// <summary>Whether there were sizes.</summary>
    public static bool HasSizes(Row row) => row.Integer(Value) is not null;

    public static DiskPartition? PartitionOf(Row row) =>
        row.Text(2) is { } mountPoint
            ? new DiskPartition
            {
                Device = row.Text(1),
                MountPoint = mountPoint,
                FileSystemType = row.Text(3),
                Options = row.Text(4) ?? "",
                Root = row.Text(5),
                CanHang = row.Bool(6),
            }
            : null;

    /// <summary>Whether a file system is listed only where all are.</summary>
    public static bool IsOnlyInAll(Row row) => row.Bool(7) ?? false;

    public static DiskUsage UsageOf(Row row) =>
        new()
        {
            Total = row.Integer(Value) ?? 0,
            Used = row.Integer(Value + 1) ?? 0,
            Free = row.Integer(Value + 2) ?? 0,
            TotalInodes = row.Integer(Value + 3),
            FreeInodes = row.Integer(Value + 4),
        };

    private static void ReadCounters(Disks disks, SampleDraft sample)
    {
        IReadOnlyDictionary<string, DiskIOCounters> counters = disks.GetIOCountersPerDisk();
        HashSet<string> whole = new(disks.SelectWholeDisks(counters), StringComparer.Ordinal);
        RowBuilder row = new();
        foreach ((string name, DiskIOCounters disk) in counters)
        {
            row.Add(1, disk.ReadCount)
                .Add(2, disk.WriteCount)
                .Add(3, disk.ReadBytes)
                .Add(4, disk.WriteBytes)
                .Add(5, disk.ReadTime)
                .Add(6, disk.WriteTime)
                .Add(7, disk.BusyTime)
                .Add(8, disk.ReadMergedCount)
                .Add(9, disk.WriteMergedCount)
                .Add(10, whole.Contains(name));
            sample.Add(RecordTable.Disks, name, row.Build());
        }
    }

    private static void ReadPartitions(Disks disks, SampleDraft sample)
    {
        IReadOnlyList<DiskPartition> partitions = disks.GetPartitions();
        IReadOnlyList<DiskPartition> all = disks.GetPartitions(all: true);
        HashSet<(string, string?)> listed = [.. partitions.Select(partition => (partition.MountPoint, partition.Device))];
        RowBuilder row = new();
        foreach ((int index, DiskPartition partition) in all.Take(MostPartitions).Index())
        {
            row.Add(1, partition.Device)
                .Add(2, partition.MountPoint)
                .Add(3, partition.FileSystemType)
                .Add(4, partition.Options)
                .Add(5, partition.Root)
                .Add(6, partition.CanHang)
                .Add(7, !listed.Contains((partition.MountPoint, partition.Device)));
            sample.Add(RecordTable.Partitions, index.ToString(CultureInfo.InvariantCulture), row.Build());
        }

        foreach (PartitionUsage usage in disks.GetUsagesAsync(partitions.Take(MostPartitions), UsageTimeout).GetAwaiter().GetResult())
        {
            sample.Read(PlaceOfUsage(usage.Partition.MountPoint), reading =>
            {
                DiskUsage space = usage.Usage ?? throw usage.Exception!;
                reading
                    .Add(Value, space.Total)
                    .Add(Value + 1, space.Used)
                    .Add(Value + 2, space.Free)
                    .Add(Value + 3, space.TotalInodes)
                    .Add(Value + 4, space.FreeInodes);
            });
        }
    }
}
