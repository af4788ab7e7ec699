using System.Diagnostics;
using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Tests.Linux;

public class LinuxTimeTests
{
    private static readonly DateTimeOffset Boot = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Fact]
    public void AStartIsSoManyTicksAfterBoot() => Assert.Equal(Boot.AddSeconds(5), LinuxTime.AfterBoot(Boot, 5 * Libc.ClockTicksPerSecond));

    // The kernel counts 64 bits of nanoseconds, and divides them by those of a tick.
    [Fact]
    public void AStartBeforeTheBootOfATimeNamespaceIsBeforeIt()
    {
        long nanosecondsPerTick = 1_000_000_000 / Libc.ClockTicksPerSecond;
        ulong ticks = (ulong.MaxValue - 3_600_000_000_000) / (ulong)nanosecondsPerTick;
        DateTimeOffset start = LinuxTime.AfterBoot(Boot, (long)ticks)!.Value;
        Assert.InRange(start, Boot.AddHours(-1).AddSeconds(-1), Boot.AddHours(-1).AddSeconds(1));
    }

    [Theory]
    [InlineData(50_000_000_000_000)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void AnImpossibleStartIsUnknown(long ticks) => Assert.Null(LinuxTime.AfterBoot(Boot, ticks));

    [Theory]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(1844674407370955161, long.MaxValue)]
    [InlineData(-1, 0)]
    public void ATimeOutOfRangeIsTheNearest(long ticks, long expected) => Assert.Equal(expected, LinuxTime.FromTicks(ticks).Ticks);

    [Fact]
    public void AReadingThatWasInterruptedDoesNotShiftAClock()
    {
        const long Second = 1_000_000_000;
        int readings = 0;
        long ahead = LinuxTime.CompareWithMonotonic(() =>
        {
            long now = Stopwatch.GetTimestamp() + Second;
            if (++readings > 1)
            {
                return now;
            }

            Thread.Sleep(1000);
            return now + 5 * Second;
        });
        Assert.InRange(readings, 2, 10);
        Assert.InRange(ahead, Second, 2 * Second);
    }

    [Fact]
    public void AMonotonicTimeIsOneOfTheMachinesClock()
    {
        DateTimeOffset before = DateTimeOffset.UtcNow;
        DateTimeOffset time = LinuxTime.ToWallClock(Stopwatch.GetTimestamp());
        Assert.InRange(time, before.AddSeconds(-1), DateTimeOffset.UtcNow.AddSeconds(1));
    }
}
