namespace Psutil.Tool.Top.Replay;

/// <summary>A clock that shows the moment, by which ages and dates are those that were shown then.</summary>
internal sealed class MomentClock(DateTimeOffset moment, TimeProvider clock) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => moment;

    public override long GetTimestamp() => clock.GetTimestamp();
}
