namespace Psutil.Tool.Past;

/// <summary>A moment as a user writes it.</summary>
internal static class MomentText
{
    public const string Forms = "give 03:12, -2h, 'yesterday 14:00', or a date and time such as 2026-11-28T03:12";

    private static readonly string[] LocalForms =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
    ];

    private static readonly string[] ZonedForms =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK",
    ];

    private static readonly string[] TimeForms = ["HH:mm", "H:mm", "HH:mm:ss", "H:mm:ss"];

    /// <summary>The moment; null if the text is none.</summary>
    /// <param name="text">A time of the day that has passed last, a time before now, a day and a time, or an instant of ISO 8601.</param>
    /// <param name="now">The current time.</param>
    /// <param name="zone">The user's time zone, for what names none. Of a time that came twice, the second is meant.</param>
    /// <param name="end">When a recording ends: a time of the day alone is the last one that is in it, too; null for now.</param>
    public static DateTimeOffset? Parse(string text, DateTimeOffset now, TimeZoneInfo zone, DateTimeOffset? end = null)
    {
        text = text.Trim();
        if (text.StartsWith('-'))
        {
            return ParseSpan(text[1..]) is { } span && span < now - DateTimeOffset.MinValue ? now - span : null;
        }

        if (ParseTime(text) is { } time)
        {
            DateTimeOffset last = end < now ? end.Value : now;
            DateTime day = TimeZoneInfo.ConvertTime(last, zone).Date;
            DateTimeOffset moment = InZone(day + time, zone);
            return moment <= last || day == DateTime.MinValue ? moment : InZone(day.AddDays(-1) + time, zone);
        }

        DateTime today = TimeZoneInfo.ConvertTime(now, zone).Date;
        foreach ((string day, int offset) in (ReadOnlySpan<(string, int)>)[("yesterday", -1), ("today", 0)])
        {
            if (text.StartsWith(day, StringComparison.OrdinalIgnoreCase))
            {
                string rest = text[day.Length..].Trim();
                return rest.Length == 0 ? InZone(today.AddDays(offset), zone)
                    : ParseTime(rest) is { } hour ? InZone(today.AddDays(offset) + hour, zone)
                    : null;
            }
        }

        return DateTime.TryParseExact(text, LocalForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local)
                ? InZone(local, zone)
            : DateTimeOffset.TryParseExact(text, ZonedForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset instant)
                ? instant
            : null;
    }

    /// <summary>Reads a day: its first moment and its last.</summary>
    /// <returns>False if the text is no day.</returns>
    public static bool ParseDay(string text, DateTimeOffset now, TimeZoneInfo zone, out DateTimeOffset first, out DateTimeOffset last)
    {
        text = text.Trim();
        DateTime today = TimeZoneInfo.ConvertTime(now, zone).Date;
        DateTime? day =
            text.Equals("today", StringComparison.OrdinalIgnoreCase) ? today
            : text.Equals("yesterday", StringComparison.OrdinalIgnoreCase) ? today.AddDays(-1)
            : DateTime.TryParseExact(text, LocalForms[0], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date) ? date
            : null;
        (first, last) = (now, now);
        if (day is not { } known || known.Year is < 2 or > 9998)
        {
            return false;
        }

        (first, last) = (InZone(known, zone), InZone(known.AddDays(1), zone).AddTicks(-1));
        return true;
    }

    /// <summary>A time with a unit, such as <c>90s</c>, <c>2h30m</c> or <c>7d</c>; null if the text is none.</summary>
    public static TimeSpan? ParseSpan(string text)
    {
        TimeSpan sum = TimeSpan.Zero;
        int start = 0;
        while (start < text.Length)
        {
            int end = start;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            if (
                end == text.Length
                || !int.TryParse(text.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
                || UnitOf(text[end]) is not { } unit
                || count > TimeSpan.FromDays(100_000) / unit
            )
            {
                return null;
            }

            sum += unit * count;
            start = end + 1;
        }

        return start > 0 ? sum : null;
    }

    private static TimeSpan? UnitOf(char letter) =>
        letter switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            'w' => TimeSpan.FromDays(7),
            _ => null,
        };

    private static TimeSpan? ParseTime(string text) =>
        TimeOnly.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time)
            ? time.ToTimeSpan()
            : null;

    // A time that the clocks leapt over is taken by the offset before the leap, and so comes after it.
    private static DateTimeOffset InZone(DateTime local, TimeZoneInfo zone)
    {
        TimeSpan offset = zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddHours(-3)) : zone.GetUtcOffset(local);
        long ticks = Math.Clamp(local.Ticks - offset.Ticks, DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks);
        return new DateTimeOffset(ticks, TimeSpan.Zero);
    }
}
