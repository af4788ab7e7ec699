using Psutil.Recording;
using Psutil.Tool.Top.Replay;

namespace Psutil.Tool.Tests.Top.Replay;

/// <summary>What a peak is, and the parts of the line of time that need no recording.</summary>
public class PeakTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 28, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", "10 90 10", "1")]
    [InlineData("the first of equals", "10 90 90 10", "1")]
    [InlineData("too low", "10 29 10", "")]
    [InlineData("noise on a peak", "10 80 70 90 85 10", "3")]
    [InlineData("two", "10 90 50 80 10", "1 3")]
    [InlineData("the start is low before", "90 10", "0")]
    [InlineData("the end is low after", "10 90", "1")]
    [InlineData("what is always as high is none", "90 90 90", "")]
    [InlineData("a gap is low", "90 60 | 60 90", "0 3")]
    [InlineData("an unknown value is a gap", "? 90 ? 10", "")]
    public void PeaksAreThoseThatStandOut(string what, string values, string peaks)
    {
        _ = what;
        Assert.Equal(peaks, Find(values, isStart: true, isEnd: true));
    }

    [Fact]
    public void WhatGoesOnUnreadIsNoPeakYet()
    {
        Assert.Equal("", Find("90 10", isStart: false, isEnd: true));
        Assert.Equal("", Find("10 90", isStart: true, isEnd: false));
        Assert.Equal("1", Find("10 90 10", isStart: false, isEnd: false));
    }

    [Fact]
    public void AFileMayHoldAnyTime()
    {
        foreach (DateTimeOffset moment in (DateTimeOffset[])[DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Start])
        {
            foreach (LineSpan span in Enum.GetValues<LineSpan>())
            {
                TopPast past = new(TimeProvider.System)
                {
                    Moment = moment,
                    Start = DateTimeOffset.MinValue,
                    End = DateTimeOffset.MaxValue,
                    Span = span,
                };
                for (int hours = 0; hours < 1000 && past.NextHour() is { } hour; hours++)
                {
                    past = past with { Hours = past.Hours.With(new LoadHour(hour, [], LoadHour.LastOf(hour)), moment) };
                }

                Assert.Null(past.NextHour());
                Assert.NotNull(past.Curves());
                Assert.Null(past.GrowingHour());
                foreach (int direction in (int[])[1, -1])
                {
                    TopPast search = past with { PeakDirection = direction };
                    for (int hours = 0; hours < 1000 && search.NextHour() is { } hour; hours++)
                    {
                        search = search with { Hours = search.Hours.With(new LoadHour(hour, [], LoadHour.LastOf(hour)), moment) };
                    }

                    Assert.Null(search.FindPeak(out long? missing));
                    Assert.Null(missing);
                }

                TimeLinePlaces places = TimeLinePlaces.Of(80, past);
                Assert.NotNull(places.TimeAt(places.Start));
                Assert.Null(places.TimeAt(0));
            }
        }
    }

    [Fact]
    public void AnHourHasNoMorePointsThanAScreenShows()
    {
        LoadPoint[] points =
        [
            .. Enumerable.Range(0, 36_000).Select(index => Point(Start.AddSeconds(index / 10.0), index == 20_000 ? 99 : 1, gap: null)),
        ];
        LoadHour hour = new LoadHour(LoadHour.NumberOf(Start), [], Start).With(points, Start.AddMinutes(59));
        Assert.InRange(hour.Points.Length, 500, 1440);
        LoadPoint peak = hour.Points.MaxBy(point => point.Cpu);
        Assert.Equal(99, peak.Cpu);
        Assert.InRange(Start.AddSeconds(2000) - peak.Time, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.False(hour.IsWhole);
    }

    private static string Find(string values, bool isStart, bool isEnd)
    {
        List<LoadPoint> points = [];
        RecordingGapKind? gap = null;
        foreach (string value in values.Split(' '))
        {
            if (value == "|")
            {
                gap = RecordingGapKind.NotRecorded;
                continue;
            }

            double? cpu = value == "?" ? null : double.Parse(value, CultureInfo.InvariantCulture);
            points.Add(Point(Start.AddMinutes(points.Count), cpu, gap));
            gap = null;
        }

        return string.Join(' ', PeakFinder.Find(points, LoadSeries.Cpu, isStart, isEnd).Select(time => (time - Start).TotalMinutes));
    }

    private static LoadPoint Point(DateTimeOffset time, double? cpu, RecordingGapKind? gap) =>
        LoadPoint.Of(
            new RecordedLoad
            {
                Time = time,
                CpuPercent = cpu,
                Gap = gap,
            }
        );
}
