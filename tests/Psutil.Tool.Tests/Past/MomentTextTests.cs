using Psutil.Tool.Past;

namespace Psutil.Tool.Tests.Past;

public class MomentTextTests
{
    // A zone of its own: those of the machine may be absent. The clocks go back on 25 October at 03:00 and forward on 29 March at 02:00.
    internal static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone(
        "test",
        TimeSpan.FromHours(1),
        "test",
        "test",
        "summer",
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                new DateTime(2026, 1, 1),
                new DateTime(2026, 12, 31),
                TimeSpan.FromHours(1),
                TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 29),
                TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 25)
            ),
        ]
    );

    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("03:12", "2026-11-28T02:12:00Z")]
    [InlineData("3:12:05", "2026-11-28T02:12:05Z")]
    [InlineData("13:00", "2026-11-28T12:00:00Z")]
    [InlineData("13:01", "2026-11-27T12:01:00Z")]
    [InlineData("-90s", "2026-11-28T11:58:30Z")]
    [InlineData("-2h", "2026-11-28T10:00:00Z")]
    [InlineData("-1d12h", "2026-11-27T00:00:00Z")]
    [InlineData("-1w", "2026-11-21T12:00:00Z")]
    [InlineData("yesterday 14:00", "2026-11-27T13:00:00Z")]
    [InlineData("Yesterday", "2026-11-26T23:00:00Z")]
    [InlineData("today 00:30", "2026-11-27T23:30:00Z")]
    [InlineData("2026-07-01", "2026-06-30T22:00:00Z")]
    [InlineData("2026-07-01 08:00", "2026-07-01T06:00:00Z")]
    [InlineData("2026-11-28T03:12", "2026-11-28T02:12:00Z")]
    [InlineData("2026-11-28T03:12:30.25", "2026-11-28T02:12:30.25Z")]
    [InlineData("2026-11-28T03:12Z", "2026-11-28T03:12:00Z")]
    [InlineData("2026-11-28T03:12:30+05:30", "2026-11-27T21:42:30Z")]
    // An hour that there was twice is the second one, and one that there was not is the one after it.
    [InlineData("2026-10-25 02:30", "2026-10-25T01:30:00Z")]
    [InlineData("2026-03-29 02:30", "2026-03-29T01:30:00Z")]
    public void AMomentIsRead(string text, string moment) =>
        Assert.Equal(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture), MomentText.Parse(text, Now, Zone));

    // A recording that ended at 20:00 of the 27th.
    [Theory]
    [InlineData("03:12", "2026-11-27T02:12:00Z")]
    [InlineData("20:00", "2026-11-27T19:00:00Z")]
    [InlineData("20:01", "2026-11-26T19:01:00Z")]
    [InlineData("-2h", "2026-11-28T10:00:00Z")]
    [InlineData("today 03:12", "2026-11-28T02:12:00Z")]
    public void ATimeOfTheDayAloneIsInTheRecording(string text, string moment) =>
        Assert.Equal(
            DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture),
            MomentText.Parse(text, Now, Zone, new DateTimeOffset(2026, 11, 27, 19, 0, 0, TimeSpan.Zero))
        );

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("-2")]
    [InlineData("-h")]
    [InlineData("-2x")]
    [InlineData("--2h")]
    [InlineData("-99999999999999d")]
    [InlineData("-2000000000w")]
    [InlineData("25:00")]
    [InlineData("03:60")]
    [InlineData("tomorrow")]
    [InlineData("yesterday at noon")]
    [InlineData("2026-13-01")]
    [InlineData("28.11.2026")]
    public void WhatIsNoneIsRefused(string text) => Assert.Null(MomentText.Parse(text, Now, Zone));
}
