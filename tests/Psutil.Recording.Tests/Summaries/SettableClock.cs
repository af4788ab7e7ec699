namespace Psutil.Recording.Tests.Summaries;

/// <summary>A clock whose time of day can be set apart from the time that passes.</summary>
internal sealed class SettableClock(DateTimeOffset start) : TimeProvider
{
    private TimeSpan _elapsed;
    private TimeSpan _set;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => start + _elapsed + _set;

    public override long GetTimestamp() => _elapsed.Ticks;

    public void Advance(TimeSpan time) => _elapsed += time;

    public void Set(TimeSpan by) => _set += by;
}
