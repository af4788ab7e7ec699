namespace Psutil.Tool.Tests.Fakes;

/// <summary>A clock that stands still until someone sleeps.</summary>
internal sealed class FakeClock : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 34, 42, TimeSpan.Zero);

    public TimeSpan Elapsed { get; private set; }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start + Elapsed;

    public override long GetTimestamp() => Elapsed.Ticks;

    public void Sleep(TimeSpan time) => Elapsed += time;
}
