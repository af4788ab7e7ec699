namespace Psutil.Recording;

/// <summary>The least, the average and the most of a value over time. What has no length of time counts only where nothing else does.</summary>
internal struct RangeSum
{
    private double _min;
    private double _max;
    private double _weighed;
    private double _seconds;
    private double _plain;
    private long _count;

    /// <summary>The average; null if there was no value.</summary>
    public readonly double? Mean =>
        _count == 0 ? null
        : _seconds > 0 ? _weighed / _seconds
        : _plain / _count;

    public void Add(double value, double seconds) =>
        Add(
            new RangeSum
            {
                _min = value,
                _max = value,
                _weighed = value * seconds,
                _seconds = seconds,
                _plain = value,
                _count = 1,
            }
        );

    public void Add(RangeSum other)
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
        Mean is not { } mean
            ? null
            : new RecordedRange
            {
                Min = _min,
                Mean = mean,
                Max = _max,
            };
}
