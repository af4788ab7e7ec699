namespace Psutil.Recording;

/// <summary>Collects the load of the machine in a part of a time.</summary>
internal sealed class LoadPart
{
    private static readonly Func<RecordedLoad, double?>[] Values =
    [
        load => load.CpuPercent,
        load => load.MemoryPercent,
        load => load.CpuPressurePercent,
        load => load.MemoryPressurePercent,
        load => load.IOPressurePercent,
        load => load.DiskReadBytesPerSecond,
        load => load.DiskWriteBytesPerSecond,
        load => load.BytesReceivedPerSecond,
        load => load.BytesSentPerSecond,
    ];

    private readonly Sum[] _sums = new Sum[Values.Length];

    public void Add(RecordedLoad load)
    {
        for (int value = 0; value < _sums.Length; value++)
        {
            if (Values[value](load) is { } known && double.IsFinite(known))
            {
                _sums[value].Add(known, load.Length?.TotalSeconds ?? 0);
            }
        }
    }

    public void Add(LoadPart other)
    {
        for (int value = 0; value < _sums.Length; value++)
        {
            _sums[value].Add(other._sums[value]);
        }
    }

    public RecordedLoadPart ToPart(DateTimeOffset time)
    {
        RecordedRange?[] ranges = [.. _sums.Select(sum => sum.ToRange())];
        return new RecordedLoadPart
        {
            Time = time,
            CpuPercent = ranges[0],
            MemoryPercent = ranges[1],
            CpuPressurePercent = ranges[2],
            MemoryPressurePercent = ranges[3],
            IOPressurePercent = ranges[4],
            DiskReadBytesPerSecond = ranges[5],
            DiskWriteBytesPerSecond = ranges[6],
            BytesReceivedPerSecond = ranges[7],
            BytesSentPerSecond = ranges[8],
        };
    }

    /// <summary>A value over time. What has no length of time counts only where nothing else does.</summary>
    private struct Sum
    {
        private double _min;
        private double _max;
        private double _weighed;
        private double _seconds;
        private double _plain;
        private long _count;

        public void Add(double value, double seconds) =>
            Add(
                new Sum
                {
                    _min = value,
                    _max = value,
                    _weighed = value * seconds,
                    _seconds = seconds,
                    _plain = value,
                    _count = 1,
                }
            );

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
            _count == 0
                ? null
                : new RecordedRange
                {
                    Min = _min,
                    Mean = _seconds > 0 ? _weighed / _seconds : _plain / _count,
                    Max = _max,
                };
    }
}
