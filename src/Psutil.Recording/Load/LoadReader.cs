namespace Psutil.Recording;

/// <summary>Goes through the samples of a span and says what the load was from each to the next.</summary>
internal sealed class LoadReader(DateTimeOffset from, DateTimeOffset to)
{
    /// <summary>What it needs of a sample.</summary>
    public static readonly IReadOnlySet<RecordTable> Tables = new HashSet<RecordTable>
    {
        RecordTable.Readings,
        RecordTable.Disks,
        RecordTable.Interfaces,
        RecordTable.OomKills,
    };

    private readonly GapFinder _gaps = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
    private readonly TransferMeter _transfers = new();
    private CpuTimes? _cpu;
    private double? _cpuWait;
    private double? _memoryWait;
    private double? _ioWait;

    /// <summary>From the sample on which a cursor stands, which is before the span or its first one.</summary>
    public IEnumerable<RecordedLoad> Read(SampleCursor cursor, CancellationToken cancellationToken)
    {
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (cursor.Time > to && !cursor.HasFileBefore(to))
            {
                yield break;
            }

            RecordedLoad load = Take(cursor.Rows, cursor.Time);
            if (cursor.Time >= from && cursor.Time <= to)
            {
                yield return load;
            }
        } while (cursor.TryMoveNext());
    }

    /// <summary>Takes the next sample.</summary>
    public RecordedLoad Take(SampleRows rows, DateTimeOffset time)
    {
        int gaps = _gaps.Finish().Count;
        GapFinder.Step step = _gaps.Take(rows, time);
        CpuTimes? cpu = ReadingFields.Find(rows, CpuRows.Times) is { } times ? CpuRows.TotalOf(times) : null;
        double? cpuWait = StrainFinder.WaitOf(rows, CpuRows.Pressure);
        double? memoryWait = StrainFinder.WaitOf(rows, MemoryRows.Pressure);
        double? ioWait = StrainFinder.WaitOf(rows, DiskRows.Pressure);
        Transfers transfers = _transfers.Take(rows);
        TimeSpan? length = step.Length > TimeSpan.Zero ? step.Length : null;
        RecordedLoad load = new()
        {
            Time = time,
            Length = length,
            Gap = _gaps.Finish() is var found && found.Count > gaps ? found[^1].Kind : null,
            CpuPercent = length is not null && cpu is { } now && _cpu is { } before ? now.PercentSince(before)?.Busy : null,
            MemoryPercent = StrainFinder.AvailableOf(rows) is { } available ? Math.Clamp(100 - available, 0, 100) : null,
            CpuPressurePercent = PercentOf(cpuWait - _cpuWait, length),
            MemoryPressurePercent = PercentOf(memoryWait - _memoryWait, length),
            IOPressurePercent = PercentOf(ioWait - _ioWait, length),
            DiskReadBytesPerSecond = transfers.Read / length?.TotalSeconds,
            DiskWriteBytesPerSecond = transfers.Written / length?.TotalSeconds,
            BytesReceivedPerSecond = transfers.Received / length?.TotalSeconds,
            BytesSentPerSecond = transfers.Sent / length?.TotalSeconds,
            OomKills = rows[RecordTable.OomKills].Sum(static row => Math.Clamp(OomCounter.KillOf(row).Count, 0, int.MaxValue)),
        };
        (_cpu, _cpuWait, _memoryWait, _ioWait) = (cpu, cpuWait, memoryWait, ioWait);
        return load;
    }

    // What a file holds need not be what a clock counted.
    private static double? PercentOf(double? waitedTicks, TimeSpan? length) =>
        waitedTicks / length?.Ticks is { } share ? Math.Clamp(share * 100, 0, 100) : null;
}
