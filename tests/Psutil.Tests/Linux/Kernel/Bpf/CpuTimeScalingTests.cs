using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class CpuTimeScalingTests
{
    // Hours, so that nothing overflows what the kernel itself can hold.
    private static readonly Gen<ulong> Time = Gen.Frequency(
        (1, Gen.Const(0UL)),
        (4, Gen.ULong[0, 1UL << 33]),
        (4, Gen.ULong[0, 1UL << 58])
    );

    [Theory]
    [InlineData(0, 0, 100, 100, 0)]
    [InlineData(0, 4, 100, 0, 100)]
    [InlineData(4, 0, 100, 100, 0)]
    [InlineData(4, 4, 100, 50, 50)]
    [InlineData(12, 4, 100, 75, 25)]
    [InlineData(4_000_000_000_000, 8_000_000_000_000, 9_000_000_000_000, 3_000_000_000_000, 6_000_000_000_000)]
    public void TheRunTimeIsDividedAsTheTicksAre(ulong user, ulong system, ulong run, ulong shownUser, ulong shownSystem) =>
        Assert.Equal((shownUser, shownSystem), CpuTimeScaling.Scale(user, system, run, default));

    [Fact]
    public void NothingGoesBack()
    {
        // By the ticks, half of it would be the system's; but more was shown before.
        Assert.Equal((30ul, 70ul), CpuTimeScaling.Scale(1, 1, 100, (10, 70)));
        Assert.Equal((80ul, 20ul), CpuTimeScaling.Scale(1, 1, 100, (80, 10)));

        // Not even when the run time does.
        Assert.Equal((80ul, 30ul), CpuTimeScaling.Scale(1, 1, 100, (80, 30)));
    }

    [Fact]
    public void WhatIsShownIsTheRunTimeAndNeverLessThanBefore() =>
        Gen.Select(Time, Time, Time)
            .Array[1, 8]
            .Sample(readings =>
            {
                (ulong User, ulong System) last = default;
                foreach ((ulong user, ulong system, ulong run) in readings)
                {
                    (ulong User, ulong System) next = CpuTimeScaling.Scale(user, system, run, last);
                    Assert.True(next.User >= last.User && next.System >= last.System);
                    Assert.Equal(Math.Max(run, last.User + last.System), next.User + next.System);
                    last = next;
                }
            });
}
