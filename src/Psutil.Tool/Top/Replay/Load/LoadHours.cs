using System.Collections.Immutable;

namespace Psutil.Tool.Top.Replay;

/// <summary>The hours of a recording whose load was read so far: two weeks at most. Immutable.</summary>
internal sealed class LoadHours
{
    /// <summary>How many hours are kept: a week on each side of the moment, or 10 MB of samples every five seconds.</summary>
    public const int Most = (2 * 7 * 24) + 8;

    private readonly ImmutableSortedDictionary<long, LoadHour> _hours;

    private LoadHours(ImmutableSortedDictionary<long, LoadHour> hours) => _hours = hours;

    public static LoadHours None { get; } = new(ImmutableSortedDictionary<long, LoadHour>.Empty);

    /// <summary>An hour; null if it was not read.</summary>
    public LoadHour? this[long number] => _hours.GetValueOrDefault(number);

    /// <summary>The hours with one more. Where they become too many, the one that is furthest from a moment is left out.</summary>
    public LoadHours With(LoadHour hour, DateTimeOffset moment)
    {
        ImmutableSortedDictionary<long, LoadHour> hours = _hours.SetItem(hour.Number, hour);
        if (hours.Count > Most)
        {
            long here = LoadHour.NumberOf(moment);
            hours = hours.Remove(hours.Keys.MaxBy(number => Math.Abs(number - here)));
        }

        return new LoadHours(hours);
    }

    /// <summary>The points from a time to another.</summary>
    public IEnumerable<LoadPoint> Between(DateTimeOffset from, DateTimeOffset to)
    {
        for (long number = LoadHour.NumberOf(from); number <= LoadHour.NumberOf(to); number++)
        {
            foreach (LoadPoint point in this[number]?.Points ?? [])
            {
                if (point.Ticks >= from.UtcTicks && point.Ticks <= to.UtcTicks)
                {
                    yield return point;
                }
            }
        }
    }
}
