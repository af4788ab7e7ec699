using CsCheck;

namespace Psutil.Tests;

public class CpuTimesTests
{
    [Fact]
    public void SharesAreOfTheTimeBetweenTheSamples()
    {
        CpuTimes earlier = Times(user: 100, system: 50, idle: 1000, ioWait: 10);
        CpuTimes later = Times(user: 130, system: 60, idle: 1050, ioWait: 20);
        CpuTimesPercent percent = later.PercentSince(earlier)!.Value;
        Assert.Equal(30, percent.User, 9);
        Assert.Equal(10, percent.System, 9);
        Assert.Equal(50, percent.Idle, 9);
        Assert.Equal(10, percent.IOWait!.Value, 9);
        Assert.Equal(40, percent.Busy, 9);
    }

    [Fact]
    public void WithoutTimeThereIsNoShare()
    {
        CpuTimes times = Times(user: 100, system: 50, idle: 1000, ioWait: 10);
        Assert.Null(times.PercentSince(times));
        Assert.Null(Times(0, 0, 0, 0).PercentSince(times));
        Assert.Null(default(CpuTimes).PercentSince(times));
    }

    [Fact]
    public void AGuestsTimeIsCountedOnce()
    {
        CpuTimes earlier = new()
        {
            System = TimeSpan.Zero,
            User = Seconds(10),
            Nice = Seconds(5),
            Idle = Seconds(100),
            Guest = Seconds(8),
            GuestNice = Seconds(3),
        };
        CpuTimes later = new()
        {
            System = TimeSpan.Zero,
            User = Seconds(20),
            Nice = Seconds(10),
            Idle = Seconds(185),
            Guest = Seconds(14),
            GuestNice = Seconds(4),
        };
        CpuTimesPercent percent = later.PercentSince(earlier)!.Value;
        Assert.Equal(4, percent.User, 9);
        Assert.Equal(6, percent.Guest!.Value, 9);
        Assert.Equal(4, percent.Nice!.Value, 9);
        Assert.Equal(1, percent.GuestNice!.Value, 9);
        Assert.Equal(85, percent.Idle, 9);
        Assert.Equal(15, percent.Busy, 9);
        Assert.Equal(Seconds(215), later.Total);
    }

    [Fact]
    public void ACounterThatRanBackwardsDidNotMove()
    {
        CpuTimes earlier = Times(user: 100, system: 50, idle: 1000, ioWait: 30);
        CpuTimes later = Times(user: 103, system: 51, idle: 999, ioWait: 10);
        CpuTimesPercent percent = later.PercentSince(earlier)!.Value;
        Assert.Equal(75, percent.User, 9);
        Assert.Equal(25, percent.System, 9);
        Assert.Equal(0, percent.Idle);
        Assert.Equal(0, percent.IOWait);
        Assert.Equal(100, percent.Busy, 9);
    }

    [Fact]
    public void WhatTheSystemDoesNotReportIsNull()
    {
        CpuTimesPercent percent = new CpuTimes
        {
            System = TimeSpan.Zero,
            User = Seconds(1),
            Idle = Seconds(3),
        }
            .PercentSince(Times(0, 0, 0, 0))!
            .Value;
        Assert.Equal(25, percent.Busy, 9);
        Assert.Null(percent.Nice);
        Assert.Null(percent.IOWait);
        Assert.Null(percent.Irq);
        Assert.Null(percent.SoftIrq);
        Assert.Null(percent.Steal);
        Assert.Null(percent.Guest);
        Assert.Null(percent.GuestNice);
        Assert.Null(percent.Dpc);
    }

    [Fact]
    public void WithoutATimeThatEverySystemHasThereAreNoShares()
    {
        CpuTimes times = Times(1, 1, 1, 1);
        CpuTimes later = Times(2, 2, 2, 2);
        foreach (CpuTimes unknown in (CpuTimes[])[later with { User = null }, later with { System = null }, later with { Idle = null }])
        {
            Assert.Null(unknown.Total);
            Assert.Null(unknown.PercentSince(times));
            Assert.Null(later.PercentSince(unknown));
        }

        Assert.Equal(25, later.PercentSince(times)!.Value.Idle, 9);
    }

    [Fact]
    public void TimesBeyondAnyMachineStillGiveSharesOfAHundred()
    {
        CpuTimes later = new()
        {
            User = TimeSpan.MaxValue,
            System = TimeSpan.MaxValue,
            Idle = TimeSpan.MaxValue,
            Nice = TimeSpan.MaxValue,
        };
        CpuTimesPercent percent = later.PercentSince(Times(0, 0, 0, 0))!.Value;
        Assert.Equal(25, percent.Idle, 9);
        Assert.Equal(75, percent.Busy, 9);
    }

    [Fact]
    public void SharesAreWithinZeroAndAHundredAndAddUp()
    {
        Gen<long> tick = Gen.OneOf(Gen.Long[0, 3], Gen.Long[0, 1_000_000_000_000], Gen.Const(0L));
        Gen<CpuTimes> times = tick.Array[10]
            .Select(ticks => new CpuTimes
            {
                User = new(ticks[0]),
                Nice = new(ticks[1]),
                System = new(ticks[2]),
                Idle = new(ticks[3]),
                IOWait = new(ticks[4]),
                Irq = new(ticks[5]),
                SoftIrq = new(ticks[6]),
                Steal = new(ticks[7]),
                Guest = new(ticks[8]),
                GuestNice = new(ticks[9]),
            });
        Gen.Select(times, times)
            .Sample(
                (earlier, later) =>
                {
                    if (later.PercentSince(earlier) is not { } percent)
                    {
                        return;
                    }

                    double[] shares =
                    [
                        percent.User,
                        percent.System,
                        percent.Idle,
                        percent.Nice!.Value,
                        percent.IOWait!.Value,
                        percent.Irq!.Value,
                        percent.SoftIrq!.Value,
                        percent.Steal!.Value,
                        percent.Guest!.Value,
                        percent.GuestNice!.Value,
                    ];
                    Assert.All(shares, share => Assert.InRange(share, 0, 100));
                    Assert.InRange(percent.Busy, 0, 100);
                    Assert.Equal(100, shares.Sum(), 6);
                    Assert.Equal(100, percent.Busy + percent.Idle + percent.IOWait.Value, 6);
                }
            );
    }

    private static TimeSpan Seconds(double count) => TimeSpan.FromSeconds(count);

    private static CpuTimes Times(double user, double system, double idle, double ioWait) =>
        new()
        {
            User = Seconds(user),
            System = Seconds(system),
            Idle = Seconds(idle),
            IOWait = Seconds(ioWait),
        };
}
