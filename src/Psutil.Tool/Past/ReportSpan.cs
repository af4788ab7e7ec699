namespace Psutil.Tool.Past;

/// <summary>The span of time that a command line names.</summary>
internal static class ReportSpan
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(1);

    /// <summary>Finds the span; the last day if none is named. Returns what is wrong with it, or null.</summary>
    public static string? Find(Named named, DateTimeOffset now, TimeZoneInfo zone, out DateTimeOffset from, out DateTimeOffset to)
    {
        (from, to) = (now, now);
        int ways = (named.From ?? named.To) is null ? 0 : 1;
        ways += named.Last is null ? 0 : 1;
        ways += named.Day is null ? 0 : 1;
        if (ways > 1)
        {
            return "--last, --day and --from cannot be combined";
        }

        if (named.Day is { } day)
        {
            return MomentText.ParseDay(day, now, zone, out from, out to)
                ? null
                : $"'{day}' is not a day: give today, yesterday or a date such as 2026-11-28";
        }

        if (named.From is null && named.To is null)
        {
            TimeSpan span = named.Last ?? Usual;
            from = span < now - DateTimeOffset.MinValue ? now - span : DateTimeOffset.MinValue;
            return null;
        }

        return Find(named.From, named.To, now, zone, out from, out to);
    }

    /// <summary>Finds the span from a moment to another; to now if that is not named. Returns what is wrong with it, or null.</summary>
    public static string? Find(
        string? start,
        string? end,
        DateTimeOffset now,
        TimeZoneInfo zone,
        out DateTimeOffset from,
        out DateTimeOffset to
    )
    {
        (from, to) = (now, now);
        if (start is null)
        {
            return "--to needs --from: it ends the time that begins there";
        }

        if (MomentText.Parse(start, now, zone) is not { } first)
        {
            return $"'{start}' is not a time for --from: {MomentText.Forms}";
        }

        DateTimeOffset? last = end is null ? now : MomentText.Parse(end, now, zone);
        (from, to) = (first, last ?? now);
        return last is null ? $"'{end}' is not a time for --to: {MomentText.Forms}"
            : from >= to ? "--from is not before --to"
            : null;
    }

    /// <summary>What stands on the command line; null what does not.</summary>
    internal readonly record struct Named(string? From, string? To, TimeSpan? Last, string? Day);
}
