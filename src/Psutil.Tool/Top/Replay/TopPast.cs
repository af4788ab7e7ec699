using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top.Replay;

/// <summary>The moment of a recording that the screen shows, and the line of time with it. Immutable.</summary>
/// <param name="Clock">The clock of the present.</param>
internal sealed record TopPast(TimeProvider Clock)
{
    /// <summary>The speeds, as how many times as fast as it was.</summary>
    public static readonly IReadOnlyList<int> Speeds = [1, 10, 60, 600];

    private const int HoursOfWeek = 7 * 24;

    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestFrame = TimeSpan.FromMilliseconds(250);

    /// <summary>The time of the sample that is shown.</summary>
    public required DateTimeOffset Moment { get; init; }

    /// <summary>When the recording begins.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>When it ends so far.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Whether it is in another directory than the usual one, and perhaps of another machine.</summary>
    public bool IsElsewhere { get; init; }

    public bool IsPlaying { get; init; }

    public int Speed { get; init; } = 1;

    /// <summary>What the line shows.</summary>
    public LoadSeries Series { get; init; }

    public LineSpan Span { get; init; }

    public LoadHours Hours { get; init; } = LoadHours.None;

    /// <summary>Towards which a peak is being looked for: 1 later, -1 earlier; 0 if none is.</summary>
    public int PeakDirection { get; init; }

    /// <summary>The process whose exit is being looked for; null for none.</summary>
    public string? ExitOf { get; init; }

    /// <summary>How far apart the samples are.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many processes started since the sample before.</summary>
    public int Started { get; init; }

    /// <summary>How many exited since the sample before.</summary>
    public int Exited { get; init; }

    /// <summary>The clock of the moment.</summary>
    public TimeProvider MomentClock => new MomentClock(Moment, Clock);

    /// <summary>How long each sample is shown while it plays.</summary>
    public TimeSpan Frame => Longer(ShortestFrame, Shorter(Interval, LongestInterval) / Speed);

    /// <summary>How far a frame leads.</summary>
    public TimeSpan FrameStep => Longer(Interval, ShortestFrame * Speed);

    /// <summary>What the line shows: from a time to another.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Window
    {
        get
        {
            // A file can hold any time. What is near the ends of the calendar has no days around it.
            if (Moment.Year is < 2 or > 9998)
            {
                return (Moment, Moment);
            }

            DateTime local = Local(Moment).DateTime;
            DateTime day = local.Date;
            int sinceMonday = ((int)day.DayOfWeek + 6) % 7;
            return Span switch
            {
                LineSpan.Hour when Instant(day.AddHours(local.Hour)) is var hour => (hour, hour + TimeSpan.FromHours(1)),
                LineSpan.All when End - Start <= TimeSpan.FromDays(7) => (Start, Later(End, Start)),
                LineSpan.All => (Instant(day.AddDays(-sinceMonday)), Instant(day.AddDays(7 - sinceMonday))),
                _ => (Instant(day), Instant(day.AddDays(1))),
            };
        }
    }

    private long FirstHour => LoadHour.NumberOf(Start);

    private long LastHour => LoadHour.NumberOf(Later(End, Start));

    /// <summary>The span to begin with: all, if that is no more than a day.</summary>
    public static LineSpan SpanFor(DateTimeOffset start, DateTimeOffset end) =>
        end - start <= TimeSpan.FromDays(1) ? LineSpan.All : LineSpan.Day;

    /// <summary>A time in the user's time zone.</summary>
    public DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Clock.LocalTimeZone);

    /// <summary>
    /// The hour that is to be read next: what is needed to find a peak first, then for the curves, then for the line, from the moment
    /// outwards. Null if all were read.
    /// </summary>
    public long? NextHour()
    {
        if (PeakDirection != 0)
        {
            FindPeak(out long? missing);
            return missing;
        }

        long here = LoadHour.NumberOf(Moment);
        (DateTimeOffset from, DateTimeOffset to) = Window;
        long first = LoadHour.NumberOf(from);
        IEnumerable<long> shown = Enumerable
            .Range(0, (int)Math.Min(HoursOfWeek + 2, LoadHour.NumberOf(to) - first + 1))
            .Select(index => first + index)
            .OrderBy(hour => Math.Abs(hour - here));
        foreach (long hour in (IEnumerable<long>)[here, here - 1, .. shown])
        {
            if (IsMissing(hour))
            {
                return hour;
            }
        }

        return null;
    }

    /// <summary>The last hour, if it was read and the recording can have grown since.</summary>
    public long? GrowingHour() => Hours[LastHour] is { IsWhole: false } ? LastHour : null;

    /// <summary>The next peak in the direction in which one is looked for; null if there is none, or an hour is missing.</summary>
    public DateTimeOffset? FindPeak(out long? missing)
    {
        long here = LoadHour.NumberOf(Moment);
        int direction = PeakDirection;

        // Beginning an hour behind the moment, so that what is around it is known.
        long hour = Math.Clamp(here - direction, FirstHour, LastHour);
        long begin = hour;
        while (hour >= FirstHour && hour <= LastHour && Math.Abs(hour - here) <= HoursOfWeek)
        {
            if (IsMissing(hour))
            {
                break;
            }

            hour += direction;
        }

        (long first, long last) = direction > 0 ? (begin, hour - 1) : (hour + 1, begin);
        missing = hour >= FirstHour && hour <= LastHour && Math.Abs(hour - here) <= HoursOfWeek ? hour : null;
        if (first > last)
        {
            return null;
        }

        IEnumerable<LoadPoint> points = Hours.Between(LoadHour.StartOf(first), LoadHour.LastOf(last));
        List<DateTimeOffset> peaks = PeakFinder.Find(points, Series, first == FirstHour, last == LastHour);
        DateTimeOffset? found =
            direction > 0
                ? peaks.Where(peak => peak > Moment).Cast<DateTimeOffset?>().FirstOrDefault()
                : peaks.Where(peak => peak < Moment).Cast<DateTimeOffset?>().LastOrDefault();
        missing = found is null ? missing : null;
        return found;
    }

    /// <summary>Whether a time is of the recording, and its load was not read yet.</summary>
    public bool IsUnread(DateTimeOffset time) => time >= Start && time <= End && Hours[LoadHour.NumberOf(time)] is null;

    /// <summary>The curves up to the moment; null if their values were not read yet.</summary>
    public TopHistory? Curves()
    {
        long here = LoadHour.NumberOf(Moment);
        DateTimeOffset from = LoadHour.StartOf(Math.Max(0, here - 1));
        return Hours[here] is null ? null : TopHistory.Of([.. Hours.Between(from, Moment).TakeLast(TopHistory.Length)]);
    }

    private bool IsMissing(long hour) => hour >= FirstHour && hour <= LastHour && Hours[hour] is null;

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private DateTimeOffset Instant(DateTime local) => new DateTimeOffset(local, Clock.LocalTimeZone.GetUtcOffset(local)).ToUniversalTime();
}
