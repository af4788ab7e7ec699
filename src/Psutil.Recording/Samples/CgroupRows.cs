namespace Psutil.Recording;

/// <summary>The cgroups in a sample.</summary>
internal static class CgroupRows
{
    public const string Reading = "cgroups";

    private const int Value = ReadingFields.FirstValue;
    private const int FirstMemory = 30;
    private const int FirstPressure = 60;
    private const int FirstUnavailable = 100;

    private static readonly CgroupFields[] Fields =
    [
        CgroupFields.Cpu,
        CgroupFields.Memory,
        CgroupFields.IO,
        CgroupFields.Pressure,
        CgroupFields.Tasks,
        CgroupFields.Processes,
    ];

    public static void Read(CgroupMonitor monitor, OomCounter kills, SampleDraft sample) => sample.Read(Reading, reading =>
        {
            monitor.Refresh();
            kills.Add(sample, monitor.Version, monitor.Groups.Select(monitored => monitored.Snapshot));
            reading.Add(Value, (long)monitor.Version).Add(Value + 1, monitor.IsTruncated);
            RowBuilder row = new();
            foreach (CgroupSnapshot group in monitor.Groups.Select(monitored => monitored.Snapshot))
            {
                Write(row, group);
                sample.Add(RecordTable.Cgroups, group.Path, row.Build());
                foreach (CgroupDeviceIO device in group.DeviceIO ?? [])
                {
                    row.Add(1, group.Path)
                        .Add(2, device.Number)
                        .Add(3, device.Name)
                        .Add(4, device.ReadBytes)
                        .Add(5, device.WriteBytes)
                        .Add(6, device.ReadCount)
                        .Add(7, device.WriteCount)
                        .Add(8, device.DiscardBytes);
                    sample.Add(RecordTable.CgroupDevices, $"{group.Path}\0{device.Number}", row.Build());
                }
            }
        });

    public static CgroupTable TableOf(Row reading, SampleRows sample)
    {
        ILookup<string?, Row> devices = sample[RecordTable.CgroupDevices].ToLookup(row => row.Row.Text(1), row => row.Row);
        return new CgroupTable
        {
            Version = (CgroupVersion)(reading.Int32(Value) ?? 0),
            IsTruncated = reading.Bool(Value + 1) ?? false,
            Groups = [.. sample[RecordTable.Cgroups].Select(row => SnapshotOf(row, devices[row.Key]))],
        };
    }

    private static void Write(RowBuilder row, CgroupSnapshot group)
    {
        row.Add(1, group.Id)
            .Add(2, group.Unit)
            .Add(3, group.Slice)
            .Add(4, group.ContainerId)
            .Add(5, group.ContainerName)
            .Add(6, group.Runtime)
            .Add(7, group.PodUid)
            .Add(8, group.Tasks is not null)
            .Add(9, group.Tasks?.Count)
            .Add(10, group.Tasks?.Limit)
            .Add(11, group.ProcessCount)
            .Add(12, group.DeviceIO is not null);
        if (group.Cpu is { } cpu)
        {
            row.Add(20, true)
                .Add(21, cpu.Usage)
                .Add(22, cpu.User)
                .Add(23, cpu.System)
                .Add(24, cpu.Periods)
                .Add(25, cpu.ThrottledPeriods)
                .Add(26, cpu.ThrottledTime)
                .Add(27, cpu.LimitCpuCount)
                .Add(28, cpu.Weight);
        }

        if (group.Memory is { } memory)
        {
            row.Add(FirstMemory, true)
                .Add(FirstMemory + 1, memory.Current)
                .Add(FirstMemory + 2, memory.Peak)
                .Add(FirstMemory + 3, memory.Anonymous)
                .Add(FirstMemory + 4, memory.File)
                .Add(FirstMemory + 5, memory.Shared)
                .Add(FirstMemory + 6, memory.Kernel)
                .Add(FirstMemory + 7, memory.Slab)
                .Add(FirstMemory + 8, memory.InactiveFile)
                .Add(FirstMemory + 9, memory.Swap)
                .Add(FirstMemory + 10, memory.Limit)
                .Add(FirstMemory + 11, memory.HighLimit)
                .Add(FirstMemory + 12, memory.SwapLimit)
                .Add(FirstMemory + 13, memory.HighEvents)
                .Add(FirstMemory + 14, memory.MaxEvents)
                .Add(FirstMemory + 15, memory.OomEvents)
                .Add(FirstMemory + 16, memory.OomKills);
        }

        if (group.Pressure is { } pressure)
        {
            row.Add(FirstPressure, true);
            PressureFields.Write(row, FirstPressure + 1, pressure.Cpu);
            PressureFields.Write(row, FirstPressure + 1 + PressureFields.Count, pressure.Memory);
            PressureFields.Write(row, FirstPressure + 1 + (2 * PressureFields.Count), pressure.IO);
        }

        foreach ((CgroupFields field, UnavailableReason reason) in group.Unavailable ?? EmptyReasons)
        {
            row.Add(FirstUnavailable + Array.IndexOf(Fields, field), (long)reason);
        }
    }

    private static CgroupSnapshot SnapshotOf(KeyedRow keyed, IEnumerable<Row> devices)
    {
        Row row = keyed.Row;
        Dictionary<CgroupFields, UnavailableReason> reasons = [];
        foreach ((int index, CgroupFields field) in Fields.Index())
        {
            if (row.Int32(FirstUnavailable + index) is { } reason)
            {
                reasons[field] = (UnavailableReason)reason;
            }
        }

        return new CgroupSnapshot
        {
            Path = keyed.Key,
            Id = row.Integer(1),
            Unit = row.Text(2),
            Slice = row.Text(3),
            ContainerId = row.Text(4),
            ContainerName = row.Text(5),
            Runtime = row.Text(6),
            PodUid = row.Text(7),
            Tasks = row.Bool(8) == true ? new CgroupTasks { Count = row.Integer(9), Limit = row.Integer(10) } : null,
            ProcessCount = row.Integer(11),
            DeviceIO = row.Bool(12) == true ? [.. devices.Select(DeviceOf)] : null,
            Cpu = CpuOf(row),
            Memory = MemoryOf(row),
            Pressure =
                row.Bool(FirstPressure) == true
                    ? new CgroupPressure
                    {
                        Cpu = PressureFields.Of(row, FirstPressure + 1),
                        Memory = PressureFields.Of(row, FirstPressure + 1 + PressureFields.Count),
                        IO = PressureFields.Of(row, FirstPressure + 1 + (2 * PressureFields.Count)),
                    }
                    : null,
            Unavailable = reasons.Count > 0 ? reasons : null,
        };
    }

    private static CgroupCpu? CpuOf(Row row) =>
        row.Bool(20) == true
            ? new CgroupCpu
            {
                Usage = row.Duration(21),
                User = row.Duration(22),
                System = row.Duration(23),
                Periods = row.Integer(24),
                ThrottledPeriods = row.Integer(25),
                ThrottledTime = row.Duration(26),
                LimitCpuCount = row.Real(27),
                Weight = row.Integer(28),
            }
            : null;

    private static CgroupMemory? MemoryOf(Row row) =>
        row.Bool(FirstMemory) == true
            ? new CgroupMemory
            {
                Current = row.Integer(FirstMemory + 1),
                Peak = row.Integer(FirstMemory + 2),
                Anonymous = row.Integer(FirstMemory + 3),
                File = row.Integer(FirstMemory + 4),
                Shared = row.Integer(FirstMemory + 5),
                Kernel = row.Integer(FirstMemory + 6),
                Slab = row.Integer(FirstMemory + 7),
                InactiveFile = row.Integer(FirstMemory + 8),
                Swap = row.Integer(FirstMemory + 9),
                Limit = row.Integer(FirstMemory + 10),
                HighLimit = row.Integer(FirstMemory + 11),
                SwapLimit = row.Integer(FirstMemory + 12),
                HighEvents = row.Integer(FirstMemory + 13),
                MaxEvents = row.Integer(FirstMemory + 14),
                OomEvents = row.Integer(FirstMemory + 15),
                OomKills = row.Integer(FirstMemory + 16),
            }
            : null;

    private static CgroupDeviceIO DeviceOf(Row row) =>
        new()
        {
            Number = row.Text(2) ?? "",
            Name = row.Text(3),
            ReadBytes = row.Integer(4),
            WriteBytes = row.Integer(5),
            ReadCount = row.Integer(6),
            WriteCount = row.Integer(7),
            DiscardBytes = row.Integer(8),
        };

    private static readonly Dictionary<CgroupFields, UnavailableReason> EmptyReasons = [];
}
