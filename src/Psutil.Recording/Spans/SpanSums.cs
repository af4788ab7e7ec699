namespace Psutil.Recording;

/// <summary>The sums of a part of a recorded time.</summary>
/// <param name="from">When it begins.</param>
internal sealed class SpanSums(DateTimeOffset from)
{
    private readonly DateTimeOffset _from = from;
    private readonly DeviceTotals<DiskIOCounters> _disks = new(RecordTable.Disks, DiskRows.IOCounters, static (sum, before, now) =>
        sum + DeviceCounters.Rise(before is null ? DeviceCounters.NoDiskIO : DiskRows.CountersOf(before), DiskRows.CountersOf(now))
    );

    private readonly DeviceTotals<NetworkIOCounters> _interfaces = new(
        RecordTable.Interfaces,
        NetworkRows.IOCounters,
        static (sum, before, now) =>
            sum
            + DeviceCounters.Rise(before is null ? DeviceCounters.NoNetworkIO : NetworkRows.CountersOf(before), NetworkRows.CountersOf(now))
    );

    private RangeSum _used;
    private RangeSum _available;
    private RangeSum _swap;
    private SwapCounters? _counters;
    private long? _swappedIn;
    private long? _swappedOut;
    private DateTimeOffset _to = from;
    private TimeSpan _length;

    /// <param name="rows">The sample.</param>
    /// <param name="time">Its time.</param>
    /// <param name="passed">How long the machine ran since the sample before.</param>
    /// <param name="step">What is between the two.</param>
    public void Take(SampleRows rows, DateTimeOffset time, TimeSpan passed, GapFinder.Step step)
    {
        (_to, _length) = (time, _length + passed);
        _disks.Take(rows, step.IsRestart);
        _interfaces.Take(rows, step.IsRestart);
        double seconds = step.Length?.TotalSeconds ?? 0;
        if (ReadingFields.Find(rows, MemoryRows.Virtual) is { } memory)
        {
            VirtualMemory now = MemoryRows.VirtualOf(memory);
            _used.Add(now.Used, seconds);
            _available.Add(now.Available, seconds);
        }

        _counters = step.IsRestart ? new SwapCounters(0, 0) : _counters;
        if (ReadingFields.Find(rows, MemoryRows.Swap) is { } swap)
        {
            SwapMemory now = MemoryRows.SwapOf(swap);
            _swap.Add(now.Used, seconds);
            _swappedIn = Sum(_swappedIn, DeviceCounters.Rise(_counters?.In, now.SwappedIn));
            _swappedOut = Sum(_swappedOut, DeviceCounters.Rise(_counters?.Out, now.SwappedOut));
            _counters = new SwapCounters(now.SwappedIn, now.SwappedOut);
        }
    }

    public RecordedSpan ToSpan() =>
        new()
        {
            From = _from,
            To = _to,
            Length = _length,
            Disks = _disks.ToTotals(),
            Interfaces = _interfaces.ToTotals(),
            MemoryUsed = _used.ToRange(),
            MemoryAvailable = _available.ToRange(),
            SwapUsed = _swap.ToRange(),
            SwappedIn = _swappedIn,
            SwappedOut = _swappedOut,
        };

    private static long? Sum(long? sum, long? more) =>
        more is not { } rise ? sum
        : sum is not { } known ? rise
        : known > long.MaxValue - rise ? long.MaxValue
        : known + rise;

    private sealed record SwapCounters(long? In, long? Out);
}
