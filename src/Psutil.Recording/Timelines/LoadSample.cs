namespace Psutil.Recording;

/// <summary>What a timeline needs of a sample: counters, which say something beside those of the sample before, and amounts.</summary>
internal sealed class LoadSample
{
    /// <summary>The tables that it is read from. The others, of which that of processes is by far the largest, need not be.</summary>
    public static readonly RecordTable[] Tables = [RecordTable.Readings, RecordTable.Disks, RecordTable.Interfaces];

    private readonly Row? _recorder;
    private readonly CpuTimes? _cpu;
    private readonly TimeSpan?[] _waits;
    private readonly double? _used;
    private readonly double? _swap;
    private readonly Dictionary<string, (double In, double Out)>? _disks;
    private readonly Dictionary<string, (double In, double Out)>? _interfaces;

    public LoadSample(SampleRows rows, DateTimeOffset time)
    {
        Time = time;
        _recorder = rows.Find(RecordTable.Readings, RecorderRows.Reading);
        _cpu = ReadingFields.Find(rows, CpuRows.Times) is { } times ? CpuRows.TotalOf(times) : null;
        _waits = [WaitOf(rows, CpuRows.Pressure), WaitOf(rows, MemoryRows.Pressure), WaitOf(rows, DiskRows.Pressure)];
        if (ReadingFields.Find(rows, MemoryRows.Virtual) is { } row)
        {
            VirtualMemory memory = MemoryRows.VirtualOf(row);
            MemoryTotal = memory.Total;
            _used = Math.Max(0, (double)memory.Total - memory.Available);
        }

        _swap = ReadingFields.Find(rows, MemoryRows.Swap) is { } swap ? MemoryRows.SwapOf(swap).Used : null;
        if (ReadingFields.Find(rows, DiskRows.IOCounters) is not null)
        {
            _disks = new Dictionary<string, (double, double)>(StringComparer.Ordinal);
            foreach (KeyedRow disk in rows[RecordTable.Disks])
            {
                if (DiskRows.IsWholeDisk(disk.Row))
                {
                    DiskIOCounters counters = DiskRows.CountersOf(disk.Row);
                    _disks[disk.Key] = (counters.ReadBytes, counters.WriteBytes);
                }
            }
        }

        if (ReadingFields.Find(rows, NetworkRows.IOCounters) is not null)
        {
            _interfaces = new Dictionary<string, (double, double)>(StringComparer.Ordinal);
            foreach (KeyedRow link in rows[RecordTable.Interfaces])
            {
                if (!NetworkRows.IsLoopback(link.Key))
                {
                    NetworkIOCounters counters = NetworkRows.CountersOf(link.Row);
                    _interfaces[link.Key] = (counters.BytesReceived, counters.BytesSent);
                }
            }
        }
    }

    public DateTimeOffset Time { get; }

    public long? MemoryTotal { get; }

    /// <summary>How long it is since a sample before; null if another run of a recorder took that one.</summary>
    public TimeSpan? Since(LoadSample before) => RecorderRows.TimeBetween(before._recorder, _recorder);

    /// <summary>The value; a rate and a share since the sample before, which is null where there is none.</summary>
    public double? Find(LoadValue value, LoadSample? before, TimeSpan step) =>
        value switch
        {
            LoadValue.Memory => _used,
            LoadValue.Swap => _swap,
            _ when before is null || step <= TimeSpan.Zero => null,
            LoadValue.CpuPercent => _cpu is { } now && before._cpu is { } earlier ? now.PercentSince(earlier)?.Busy : null,
            LoadValue.CpuPressure or LoadValue.MemoryPressure or LoadValue.IOPressure => Waited(
                value - LoadValue.CpuPressure,
                before,
                step
            ),
            LoadValue.DiskRead => Rate(before._disks, _disks, step, static counters => counters.In),
            LoadValue.DiskWrite => Rate(before._disks, _disks, step, static counters => counters.Out),
            LoadValue.Received => Rate(before._interfaces, _interfaces, step, static counters => counters.In),
            _ => Rate(before._interfaces, _interfaces, step, static counters => counters.Out),
        };

    private static TimeSpan? WaitOf(SampleRows rows, string place) =>
        ReadingFields.Find(rows, place) is { } row ? PressureFields.TotalOf(row, ReadingFields.FirstValue) : null;

    private double? Waited(int resource, LoadSample before, TimeSpan step) =>
        _waits[resource] is { } now && before._waits[resource] is { } earlier
            ? Math.Clamp(100.0 * ((double)now.Ticks - earlier.Ticks) / step.Ticks, 0, 100)
            : null;

    private static double? Rate(
        Dictionary<string, (double In, double Out)>? before,
        Dictionary<string, (double In, double Out)>? now,
        TimeSpan step,
        Func<(double In, double Out), double> select
    )
    {
        if (before is null || now is null)
        {
            return null;
        }

        double sum = 0;
        foreach ((string name, (double, double) counters) in now)
        {
            // A device that was not there before has no rate, and one whose counters began anew has none either.
            if (before.TryGetValue(name, out (double, double) earlier))
            {
                sum += Math.Max(0, select(counters) - select(earlier));
            }
        }

        return sum / step.TotalSeconds;
    }
}
