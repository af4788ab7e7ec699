namespace Psutil.Tool.Top.Replay;

/// <summary>
/// Finds peaks: the highest value between two times at which it was lower by a certain amount. Where the recording begins, ends or has a
/// gap, it counts as low.
/// </summary>
internal static class PeakFinder
{
    private const float LeastIO = 1 << 20;

    /// <summary>The peaks of a series, in the order of their times.</summary>
    /// <param name="points">The points, without a part that was not read between them.</param>
    /// <param name="series">The series.</param>
    /// <param name="isStart">Whether nothing was recorded before the points. Otherwise a value that only falls is no peak yet.</param>
    /// <param name="isEnd">Whether nothing was recorded after the points. Otherwise a value that only rises is no peak yet.</param>
    public static List<DateTimeOffset> Find(IEnumerable<LoadPoint> points, LoadSeries series, bool isStart, bool isEnd)
    {
        List<DateTimeOffset> peaks = [];
        bool isRising = isStart;
        LoadPoint? highest = null;
        float low = float.MaxValue;
        foreach (LoadPoint point in points)
        {
            float value = point.ValueOf(series);
            if (float.IsNaN(value) || (point.Marks & (LoadMarks.Gap | LoadMarks.Restart)) != 0)
            {
                End();
                if (float.IsNaN(value))
                {
                    continue;
                }
            }

            if (!isRising)
            {
                low = Math.Min(low, value);
                isRising = value - low >= Step(series, value);
                highest = isRising ? point : null;
            }
            else if (highest is not { } high || value > high.ValueOf(series))
            {
                highest = point;
                low = Math.Min(low, value);
            }
            else if (high.ValueOf(series) - value >= Step(series, high.ValueOf(series)))
            {
                peaks.Add(high.Time);
                (isRising, highest, low) = (false, null, value);
            }
        }

        if (isEnd)
        {
            End();
        }

        return peaks;

        // What has risen before the end is a peak; what was as high all the time is none.
        void End()
        {
            if (isRising && highest is { } high && high.ValueOf(series) - low >= Step(series, high.ValueOf(series)))
            {
                peaks.Add(high.Time);
            }

            (isRising, highest, low) = (true, null, float.MaxValue);
        }
    }

    /// <summary>What a peak is, in words.</summary>
    public static string Describe(LoadSeries series) =>
        series switch
        {
            LoadSeries.Cpu => "CPU that is 20 points above what is around it",
            LoadSeries.Memory => "memory that is 3 points above what is around it",
            LoadSeries.Pressure => "pressure that is 10 points above what is around it",
            _ => "disk I/O that is twice what is around it, and a MiB/s more",
        };

    // By how much it must rise and fall.
    private static float Step(LoadSeries series, float value) =>
        series switch
        {
            LoadSeries.Cpu => 20,
            LoadSeries.Memory => 3,
            LoadSeries.Pressure => 10,
            _ => Math.Max(LeastIO, value / 2),
        };
}
