namespace Psutil.Recording;

/// <summary>Adds up what the machine as a whole used.</summary>
internal sealed class MachineUseMeter
{
    private TransferMeter _transfers = new();
    private CpuTimes? _cpu;
    private RangeSum _cpuPercent;
    private RangeSum _memory;
    private double _peakCpu = -1;
    private DateTimeOffset _peakCpuTime;
    private long _peakMemory = -1;
    private DateTimeOffset _peakMemoryTime;
    private long? _memoryTotal;
    private long? _peakSwap;
    private double? _read;
    private double? _written;
    private double? _received;
    private double? _sent;

    /// <summary>Forgets the sample before: the counters begin at 0 again.</summary>
    public void BeginAnew()
    {
        _transfers = new TransferMeter();
        _cpu = null;
    }

    /// <param name="rows">The sample.</param>
    /// <param name="time">Its time.</param>
    /// <param name="step">How long it is since the sample before; null after a gap.</param>
    public void Take(SampleRows rows, DateTimeOffset time, TimeSpan? step)
    {
        CpuTimes? cpu = ReadingFields.Find(rows, CpuRows.Times) is { } times ? CpuRows.TotalOf(times) : null;
        double? busy = step is not null && cpu is { } now && _cpu is { } before ? now.PercentSince(before)?.Busy : null;
        _cpu = cpu;
        if (busy is { } percent && step is { } length)
        {
            _cpuPercent.Add(percent, length.TotalSeconds);
            if (percent > _peakCpu)
            {
                (_peakCpu, _peakCpuTime) = (percent, time);
            }
        }

        TakeMemory(rows, time, step);
        Transfers transfers = _transfers.Take(rows);
        _read = UseGroup.Sum(_read, transfers.Read);
        _written = UseGroup.Sum(_written, transfers.Written);
        _received = UseGroup.Sum(_received, transfers.Received);
        _sent = UseGroup.Sum(_sent, transfers.Sent);
    }

    public RecordedMachineUse Finish() =>
        new()
        {
            AverageCpuPercent = _cpuPercent.Mean,
            PeakCpuPercent = _peakCpu >= 0 ? _peakCpu : null,
            PeakCpuTime = _peakCpu >= 0 ? _peakCpuTime : null,
            MemoryTotal = _memoryTotal,
            AverageMemory = (long?)_memory.Mean,
            PeakMemory = _peakMemory >= 0 ? _peakMemory : null,
            PeakMemoryTime = _peakMemory >= 0 ? _peakMemoryTime : null,
            PeakSwap = _peakSwap,
            DiskReadBytes = (long?)_read,
            DiskWriteBytes = (long?)_written,
            ReceivedBytes = (long?)_received,
            SentBytes = (long?)_sent,
        };

    private void TakeMemory(SampleRows rows, DateTimeOffset time, TimeSpan? step)
    {
        if (ReadingFields.Find(rows, MemoryRows.Virtual) is { } row)
        {
            VirtualMemory memory = MemoryRows.VirtualOf(row);
            long used = memory.Available >= 0 && memory.Available <= memory.Total ? memory.Total - memory.Available : 0;
            _memoryTotal = memory.Total;
            _memory.Add(used, step?.TotalSeconds ?? 0);
            if (used > _peakMemory)
            {
                (_peakMemory, _peakMemoryTime) = (used, time);
            }
        }

        if (ReadingFields.Find(rows, MemoryRows.Swap) is { } swap)
        {
            _peakSwap = Math.Max(_peakSwap ?? 0, MemoryRows.SwapOf(swap).Used);
        }
    }
}
