namespace Psutil.Recording;

/// <summary>Collects what a machine did in a part of a time.</summary>
internal sealed class LoadPart
{
    private static readonly LoadValue[] Values = Enum.GetValues<LoadValue>();
    private static readonly LoadValue[] Rates = [.. Values.Where(value => value is not (LoadValue.Memory or LoadValue.Swap))];

    private readonly Sum[] _sums = new Sum[Values.Length];
    private long? _memoryTotal;

    /// <param name="sample">A sample.</param>
    /// <param name="before">The one before it; null if there is none.</param>
    public void Add(LoadSample sample, LoadSample? before) => Add(sample, before, Values);

    /// <summary>Adds the rates between two samples, of which the amounts have been added.</summary>
    public void AddRates(LoadSample sample, LoadSample before) => Add(sample, before, Rates);

    private void Add(LoadSample sample, LoadSample? before, LoadValue[] values)
    {
        TimeSpan step = before is null ? TimeSpan.Zero : sample.Since(before) ?? TimeSpan.Zero;
        foreach (LoadValue value in values)
        {
            if (sample.Find(value, before, step) is { } known && double.IsFinite(known))
            {
                _sums[(int)value].Add(known, step.TotalSeconds);
            }
        }

        _memoryTotal = sample.MemoryTotal ?? _memoryTotal;
    }

    public void Add(LoadPart other)
    {
        for (int value = 0; value < _sums.Length; value++)
        {
            _sums[value].Add(other._sums[value]);
        }

        _memoryTotal ??= other._memoryTotal;
    }

    public RecordedLoad ToLoad(DateTimeOffset time) =>
        new()
        {
            Time = time,
            CpuPercent = Range(LoadValue.CpuPercent),
            Memory = Range(LoadValue.Memory),
            MemoryTotal = _memoryTotal,
            Swap = Range(LoadValue.Swap),
            CpuPressurePercent = Range(LoadValue.CpuPressure),
            MemoryPressurePercent = Range(LoadValue.MemoryPressure),
            IOPressurePercent = Range(LoadValue.IOPressure),
            DiskReadPerSecond = Range(LoadValue.DiskRead),
            DiskWritePerSecond = Range(LoadValue.DiskWrite),
            ReceivedPerSecond = Range(LoadValue.Received),
            SentPerSecond = Range(LoadValue.Sent),
        };

    private RecordedRange? Range(LoadValue value) => _sums[(int)value].ToRange();

    /// <summary>A value over time. What has no length of time counts only where nothing else does.</summary>
    private struct Sum
    {
        private double _min;
        private double _max;
        private double _weighed;
        private double _seconds;
        private double _plain;
        private long _count;

        public void Add(double value, double seconds)
        {
            (_min, _max) = _count == 0 ? (value, value) : (Math.Min(_min, value), Math.Max(_max, value));
            _weighed += value * seconds;
            _seconds += seconds;
            _plain += value;
            _count++;
        }

        public void Add(Sum other)
        {
            if (other._count == 0)
            {
                return;
            }

            (_min, _max) = _count == 0 ? (other._min, other._max) : (Math.Min(_min, other._min), Math.Max(_max, other._max));
            _weighed += other._weighed;
            _seconds += other._seconds;
            _plain += other._plain;
            _count += other._count;
        }

        public readonly RecordedRange? ToRange() =>
            _count == 0 ? null : new RecordedRange(_min, _seconds > 0 ? _weighed / _seconds : _plain / _count, _max);
    }
}
