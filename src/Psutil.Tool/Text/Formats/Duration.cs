namespace Psutil.Tool.Text;

/// <summary>Durations and times as text.</summary>
internal static class Duration
{
    /// <summary>The two largest units: <c>3d 4h</c>, <c>4h 12m</c>, <c>12m 30s</c>, <c>4.25s</c>.</summary>
    public static string Compact(TimeSpan time)
    {
        if (time < TimeSpan.Zero)
        {
            return "-" + Compact(time == TimeSpan.MinValue ? TimeSpan.MaxValue : -time);
        }

        return time switch
        {
            { Days: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{time.Days}d {time.Hours}h"),
            { Hours: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{time.Hours}h {time.Minutes}m"),
            { Minutes: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}m {time.Seconds}s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.##}s"),
        };
    }

    /// <summary>CPU time as in <c>top</c>: minutes, seconds and hundredths; from 100 minutes on hours, minutes and seconds.</summary>
    public static string CpuTime(TimeSpan time) =>
        time < TimeSpan.FromMinutes(100)
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00}.{time.Milliseconds / 10:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");

    /// <summary>
    /// A start time as in <c>ps</c>, without a blank: the time if it was today, the day if it was this year, otherwise the year.
    /// </summary>
    public static string Start(DateTimeOffset start, TimeProvider clock)
    {
        DateTimeOffset local = TimeZoneInfo.ConvertTime(start, clock.LocalTimeZone);
        DateTimeOffset now = clock.GetLocalNow();
        string format =
            local.Date == now.Date ? "HH:mm"
            : local.Year == now.Year ? "MMMdd"
            : "yyyy";
        return local.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>A local date and time.</summary>
    public static string Instant(DateTimeOffset instant, TimeProvider clock, bool seconds = true) =>
        TimeZoneInfo
            .ConvertTime(instant, clock.LocalTimeZone)
            .ToString(seconds ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
