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

    private readonly RangeSum[] _sums = new RangeSum[Values.Length];

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
}
