namespace Psutil.Tests;

public class CpuMeterTests
{
    [Fact]
    public void EachReadingIsOfTheTimeSinceTheOneBefore()
    {
        FakeCpu cpu = new() { Times = Times(10, 90) };
        CpuMeter meter = cpu.CreateMeter();
        cpu.Times = Times(11, 93);
        Assert.Equal(25, meter.Read()!.Value.Busy, 9);
        cpu.Times = Times(14, 94);
        Assert.Equal(75, meter.Read()!.Value.Busy, 9);
    }

    [Fact]
    public void AReadingThatComesTooSoonIsNullAndKeepsItsStart()
    {
        FakeCpu cpu = new() { Times = Times(10, 90) };
        CpuMeter meter = cpu.CreateMeter();
        Assert.Null(meter.Read());
        cpu.Times = Times(11, 90);
        Assert.Equal(100, meter.Read()!.Value.Busy, 9);
    }

    [Fact]
    public void CountersThatBeganAnewAreANewStart()
    {
        FakeCpu cpu = new() { Times = Times(1000, 9000), Cores = [new() { Number = 0, Times = Times(1000, 9000) }] };
        CpuMeter meter = cpu.CreateMeter();
        cpu.Times = Times(1, 9);
        cpu.Cores = [new() { Number = 0, Times = Times(1, 9) }];
        Assert.Null(meter.Read());
        Assert.Null(meter.ReadPerCpu()[0].Percent);
        cpu.Times = Times(2, 12);
        cpu.Cores = [new() { Number = 0, Times = Times(2, 12) }];
        Assert.Equal(25, meter.Read()!.Value.Busy, 9);
        Assert.Equal(25, meter.ReadPerCpu()[0].Percent!.Value.Busy, 9);
    }

    [Fact]
    public void AStartWithoutATotalIsReplaced()
    {
        CpuTimes unknown = Times(10, 90) with { Idle = null };
        FakeCpu cpu = new() { Times = unknown, Cores = [new() { Number = 0, Times = unknown }] };
        CpuMeter meter = cpu.CreateMeter();
        cpu.Times = Times(20, 100);
        cpu.Cores = [new() { Number = 0, Times = Times(20, 100) }];
        Assert.Null(meter.Read());
        Assert.Null(meter.ReadPerCpu()[0].Percent);
        cpu.Times = unknown;
        Assert.Null(meter.Read());
        cpu.Times = Times(21, 103);
        cpu.Cores = [new() { Number = 0, Times = Times(21, 103) }];
        Assert.Equal(25, meter.Read()!.Value.Busy, 9);
        Assert.Equal(25, meter.ReadPerCpu()[0].Percent!.Value.Busy, 9);
    }

    [Fact]
    public void CpusAreMatchedByNumber()
    {
        FakeCpu cpu = new()
        {
            Cores =
            [
                new() { Number = 0, Times = Times(0, 10) },
                new() { Number = 1, Times = Times(0, 10) },
                new() { Number = 2, Times = Times(0, 10) },
            ],
        };
        CpuMeter meter = cpu.CreateMeter();

        // CPU 1 went, CPU 3 came.
        cpu.Cores =
        [
            new() { Number = 0, Times = Times(1, 10) },
            new() { Number = 2, Times = Times(0, 14) },
            new() { Number = 3, Times = Times(5, 5) },
        ];
        IReadOnlyList<CpuCoreTimesPercent> percents = meter.ReadPerCpu();
        Assert.Equal([0, 2, 3], percents.Select(core => core.Number));
        Assert.Equal(100, percents[0].Percent!.Value.Busy, 9);
        Assert.Equal(0, percents[1].Percent!.Value.Busy, 9);
        Assert.Null(percents[2].Percent);
    }

    [Fact]
    public void ACpuThatCountedNothingKeepsItsStartWhileTheOthersMoveOn()
    {
        FakeCpu cpu = new() { Cores = [new() { Number = 0, Times = Times(0, 10) }, new() { Number = 1, Times = Times(0, 10) }] };
        CpuMeter meter = cpu.CreateMeter();
        cpu.Cores = [new() { Number = 0, Times = Times(1, 10) }, new() { Number = 1, Times = Times(0, 10) }];
        Assert.Null(meter.ReadPerCpu()[1].Percent);
        cpu.Cores = [new() { Number = 0, Times = Times(1, 11) }, new() { Number = 1, Times = Times(1, 11) }];
        IReadOnlyList<CpuCoreTimesPercent> percents = meter.ReadPerCpu();
        Assert.Equal(0, percents[0].Percent!.Value.Busy, 9);
        Assert.Equal(50, percents[1].Percent!.Value.Busy, 9);
    }

    [Fact]
    public void ACpuListedTwiceIsNoFailure()
    {
        FakeCpu cpu = new() { Cores = [new() { Number = 0, Times = Times(0, 10) }, new() { Number = 0, Times = Times(0, 10) }] };
        CpuMeter meter = cpu.CreateMeter();
        Assert.Equal(2, meter.ReadPerCpu().Count);
    }

    [Fact]
    public void TheTwoPercentagesOfACpuAgree()
    {
        CpuCoreTimes[] earlier = [Core(0, 0, 10), Core(2, 0, 10)];
        CpuCoreTimes[] later = [Core(0, 1, 13), Core(2, 0, 10), Core(3, 5, 5)];
        CpuCorePercent[] expected = [new() { Number = 0, Percent = 25 }, new() { Number = 2 }, new() { Number = 3 }];
        Assert.Equal(expected, CpuCorePercent.Between(later, earlier));
        Assert.Equal(
            expected,
            CpuCoreTimesPercent
                .Between(later, earlier)
                .Select(core => new CpuCorePercent { Number = core.Number, Percent = core.Percent?.Busy })
        );
    }

    [Fact]
    public void TheMeanFrequencyHasALimitOnlyIfEachCpuHas()
    {
        FakeCpu cpu = new();
        Assert.Null(cpu.GetFrequency());
        cpu.Frequencies =
        [
            new()
            {
                Number = 0,
                Frequency = new CpuFrequency
                {
                    CurrentMegahertz = 1000,
                    MinimumMegahertz = 500,
                    MaximumMegahertz = 2000,
                },
            },
            new()
            {
                Number = 1,
                Frequency = new CpuFrequency { CurrentMegahertz = 2000, MaximumMegahertz = 4000 },
            },
        ];
        Assert.Equal(new CpuFrequency { CurrentMegahertz = 1500, MaximumMegahertz = 3000 }, cpu.GetFrequency());
    }

    private static CpuCoreTimes Core(int number, double user, double idle) => new() { Number = number, Times = Times(user, idle) };

    private static CpuTimes Times(double user, double idle) =>
        new()
        {
            System = TimeSpan.Zero,
            User = TimeSpan.FromSeconds(user),
            Idle = TimeSpan.FromSeconds(idle),
        };
}
