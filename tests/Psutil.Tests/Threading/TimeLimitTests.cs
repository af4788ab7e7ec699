namespace Psutil.Tests;

public class TimeLimitTests
{
    [Fact]
    public void NullIsTheDefaultAndInfiniteIsNoLimit()
    {
        Assert.Null(TimeLimit.Check(null));
        Assert.Equal(TimeSpan.FromSeconds(5), TimeLimit.Check(null, TimeSpan.FromSeconds(5)));
        Assert.Null(TimeLimit.Check(Timeout.InfiniteTimeSpan, TimeSpan.FromSeconds(5)));
        Assert.Equal(TimeSpan.Zero, TimeLimit.Check(TimeSpan.Zero, TimeSpan.FromSeconds(5)));
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(-1000)]
    public void AnotherNegativeTimeIsAWrongArgument(int milliseconds) =>
        Assert.Equal(
            "timeout",
            Assert.Throws<ArgumentOutOfRangeException>(() => TimeLimit.Check(TimeSpan.FromMilliseconds(milliseconds))).ParamName
        );

    [Fact]
    public void ZeroIsOverAtOnceAndNoLimitNever()
    {
        Assert.True(new TimeLimit(TimeSpan.Zero).IsOver);
        Assert.Equal(0, new TimeLimit(TimeSpan.Zero).MillisecondsLeft);
        Assert.False(new TimeLimit(null).IsOver);
        Assert.Equal(Timeout.Infinite, new TimeLimit(null).MillisecondsLeft);
        Assert.Equal(int.MaxValue, new TimeLimit(TimeSpan.MaxValue).MillisecondsLeft);
    }
}
