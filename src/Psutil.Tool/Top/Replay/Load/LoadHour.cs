namespace Psutil.Tool.Top.Replay;

/// <summary>The load within one hour of UTC.</summary>
/// <param name="Number">Which hour, counted from the first of the calendar.</param>
/// <param name="Points">Its points, in the order of their times.</param>
/// <param name="ReadTo">Up to when the recording was read.</param>
internal sealed record LoadHour(long Number, LoadPoint[] Points, DateTimeOffset ReadTo)
{
    // A point each two and a half seconds: a recorder takes a sample every five.
    private const int MostPoints = 1440;

    public static long NumberOf(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerHour;

    public static DateTimeOffset StartOf(long number) => new(number * TimeSpan.TicksPerHour, TimeSpan.Zero);

    public static DateTimeOffset LastOf(long number) => new(((number + 1) * TimeSpan.TicksPerHour) - 1, TimeSpan.Zero);

    /// <summary>Whether all of the hour was read, so that nothing can be added to it.</summary>
    public bool IsWhole => ReadTo >= LastOf(Number);

    /// <summary>The hour with what was read since. So many points that no screen shows them are put together.</summary>
    public LoadHour With(IEnumerable<LoadPoint> more, DateTimeOffset readTo)
    {
        // A time that came twice, because the clock was set back, is there twice.
        LoadPoint[] points = [.. Points.Concat(more).OrderBy(point => point.Ticks)];
        while (points.Length > MostPoints)
        {
            points = [.. points.Chunk(2).Select(pair => pair.Length == 2 ? pair[0].With(pair[1]) : pair[0])];
        }

        return this with
        {
            Points = points,
            ReadTo = readTo,
        };
    }
}
