namespace Psutil.Recording;

/// <summary>Finds when the machine was short of CPU, memory or I/O.</summary>
internal sealed class StrainFinder
{
    private const int Most = 1000;
    private const double BusyPercent = 90;
    private const double AvailablePercent = 10;
    private const double CpuWaitPercent = 50;
    private const double MemoryWaitPercent = 10;
    private const double IOWaitPercent = 30;
    private const double SwappedPerSecond = 1 << 20;

    private static readonly TimeSpan LongestCalm = TimeSpan.FromSeconds(30);

    private readonly Dictionary<StrainKind, Open> _open = [];
    private readonly Dictionary<StrainKind, TimeSpan> _times = [];
    private List<StrainPeriod> _periods = [];
    private DateTimeOffset _time;
    private CpuTimes? _cpu;
    private double? _cpuWait;
    private double? _memoryWait;
    private double? _ioWait;
    private double? _swapped;

    public IReadOnlyDictionary<StrainKind, TimeSpan> Times => _times;

    /// <param name="rows">The sample.</param>
    /// <param name="time">Its time.</param>
    /// <param name="step">How long it is since the sample before; null after a gap.</param>
    public void Take(SampleRows rows, DateTimeOffset time, TimeSpan? step)
    {
        CpuTimes? cpu = ReadingFields.Find(rows, CpuRows.Times) is { } times ? CpuRows.TotalOf(times) : null;
        double? cpuWait = WaitOf(rows, CpuRows.Pressure);
        double? memoryWait = WaitOf(rows, MemoryRows.Pressure);
        double? ioWait = WaitOf(rows, DiskRows.Pressure);
        double? swapped = SwappedOf(rows);
        if (step is { } length && length > TimeSpan.Zero)
        {
            double seconds = length.TotalSeconds;
            double percent = 100.0 / length.Ticks;
            double? busy = cpu is { } now && _cpu is { } before ? now.PercentSince(before)?.Busy : null;
            Observe(StrainKind.Cpu, busy, busy >= BusyPercent, time, length);
            double? waited = (cpuWait - _cpuWait) * percent;
            Observe(StrainKind.CpuPressure, waited, waited >= CpuWaitPercent, time, length);
            double? available = AvailableOf(rows);
            Observe(StrainKind.Memory, available, available < AvailablePercent, time, length);
            waited = (memoryWait - _memoryWait) * percent;
            Observe(StrainKind.MemoryPressure, waited, waited >= MemoryWaitPercent, time, length);
            double? rate = (swapped - _swapped) / seconds;
            Observe(StrainKind.Swapping, rate, rate >= SwappedPerSecond, time, length);
            waited = (ioWait - _ioWait) * percent;
            Observe(StrainKind.IOPressure, waited, waited >= IOWaitPercent, time, length);
        }
        else
        {
            CloseAll();
        }

        (_cpu, _cpuWait, _memoryWait, _ioWait, _swapped, _time) = (cpu, cpuWait, memoryWait, ioWait, swapped, time);
    }

    public IReadOnlyList<StrainPeriod> Finish()
    {
        CloseAll();
        KeepLongest();
        _periods.Sort(static (left, right) => left.From.CompareTo(right.From));
        return _periods;
    }

    /// <summary>For how many ticks some task has waited, in all; null where it is not known.</summary>
    internal static double? WaitOf(SampleRows rows, string place) =>
        ReadingFields.Find(rows, place) is { } row ? PressureFields.TotalOf(row, ReadingFields.FirstValue)?.Ticks : null;

    private static double? SwappedOf(SampleRows rows)
    {
        if (ReadingFields.Find(rows, MemoryRows.Swap) is not { } row)
        {
            return null;
        }

        SwapMemory swap = MemoryRows.SwapOf(row);
        return (double?)swap.SwappedIn + swap.SwappedOut;
    }

    /// <summary>How many percent of the memory are available; null where it is not known.</summary>
    internal static double? AvailableOf(SampleRows rows)
    {
        if (ReadingFields.Find(rows, MemoryRows.Virtual) is not { } row)
        {
            return null;
        }

        VirtualMemory memory = MemoryRows.VirtualOf(row);
        return memory.Total > 0 ? Math.Max(0, 100.0 * memory.Available / memory.Total) : null;
    }

    private void Observe(StrainKind kind, double? value, bool isStrained, DateTimeOffset time, TimeSpan step)
    {
        bool isOpen = _open.TryGetValue(kind, out Open? open);
        if (isStrained && value is { } known)
        {
            open ??= new Open(
                new StrainPeriod
                {
                    Kind = kind,
                    From = _time,
                    To = time,
                    Length = TimeSpan.Zero,
                    Worst = known,
                }
            );
            double worst = kind == StrainKind.Memory ? Math.Min(open.Period.Worst, known) : Math.Max(open.Period.Worst, known);
            open.Period = open.Period with { To = time, Length = open.Period.Length + step, Worst = worst };
            open.Calm = TimeSpan.Zero;
            _open[kind] = open;
            _times[kind] = _times.GetValueOrDefault(kind) + step;
        }
        else if (isOpen && (open!.Calm += step) > LongestCalm)
        {
            Close(kind);
        }
    }

    private void Close(StrainKind kind)
    {
        if (_open.Remove(kind, out Open? open))
        {
            _periods.Add(open.Period);
            if (_periods.Count == 2 * Most)
            {
                KeepLongest();
            }
        }
    }

    private void CloseAll()
    {
        foreach (StrainKind kind in _open.Keys.ToArray())
        {
            Close(kind);
        }
    }

    private void KeepLongest()
    {
        if (_periods.Count > Most)
        {
            _periods = [.. _periods.OrderByDescending(period => period.Length).Take(Most)];
        }
    }

    private sealed class Open(StrainPeriod period)
    {
        public StrainPeriod Period { get; set; } = period;

        /// <summary>How long it has been interrupted.</summary>
        public TimeSpan Calm { get; set; }
    }
}
