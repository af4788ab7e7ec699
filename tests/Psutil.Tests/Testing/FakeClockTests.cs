namespace Psutil.Tests;

public class FakeClockTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeClock _clock = new();

    [Fact]
    public void TimersAreCalledInTheOrderOfTheirTimes()
    {
        List<(string, TimeSpan)> called = [];
        using ITimer late = Start("late", 3 * Second, Timeout.InfiniteTimeSpan);
        using ITimer often = Start("often", Second, Second);
        using ITimer never = Start("never", 2 * Second, Timeout.InfiniteTimeSpan);
        never.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(2.5));
        Assert.Equal([("often", Second), ("often", 2 * Second)], called);
        _clock.Advance(Second);
        Assert.Equal(["often", "often", "late", "often"], called.Select(call => call.Item1));
        Assert.Equal(TimeSpan.FromSeconds(3.5), _clock.Elapsed);

        ITimer Start(string name, TimeSpan due, TimeSpan period) =>
            _clock.CreateTimer(_ => called.Add((name, _clock.Elapsed)), null, due, period);
    }

    [Fact]
    public async Task ADelayEndsWhenTheClockReachesIt()
    {
        Task delay = Task.Delay(Second, _clock, TestContext.Current.CancellationToken);
        _clock.Advance(Second / 2);
        Assert.False(delay.IsCompleted);
        _clock.Advance(Second / 2);
        await delay;
        Assert.Equal(new DateTimeOffset(2000, 1, 1, 0, 0, 1, TimeSpan.Zero), _clock.GetUtcNow());
    }

    [Fact]
    public async Task WithNobodyElseADelayTakesNoTime()
    {
        _clock.AdvancesWhenWaited = true;
        await Task.Delay(Second, _clock, TestContext.Current.CancellationToken);
        using CancellationTokenSource limit = new(Second, _clock);
        Assert.True(limit.IsCancellationRequested);
        Assert.Equal(2 * Second, _clock.Elapsed);
    }

    [Fact]
    public void TimeDoesNotRunBackwards() => Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(-Second));
}
