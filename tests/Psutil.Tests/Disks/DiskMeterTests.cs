using CsCheck;

namespace Psutil.Tests;

public class DiskMeterTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeClock _clock = new();
    private readonly FakeMachine _machine;

    public DiskMeterTests() => _machine = new FakeMachine(_clock);

    [Fact]
    public void TheFirstReadingIsNullAndKeepsItsStart()
    {
        Set("sda", Disk(reads: 10));
        DiskMeter meter = _machine.Disks.CreateMeter();
        Assert.Null(meter.Read());
        Set("sda", Disk(reads: 16));
        _clock.Advance(TimeSpan.FromMilliseconds(9));
        Assert.Null(meter.Read());
        _clock.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromMilliseconds(9));
        DiskIOReading reading = meter.Read()!;
        Assert.Equal(TimeSpan.FromSeconds(2), reading.Elapsed);
        Assert.Equal(3, reading.Total!.Value.ReadsPerSecond);
    }

    [Fact]
    public void LatencyAndUtilizationAreThoseOfTheTwoSamples()
    {
        DiskIOCounters earlier = Disk(reads: 100, writes: 50, readTime: 1000, writeTime: 5000, busy: 2000);
        DiskIOCounters later = Disk(reads: 110, writes: 50, readTime: 1050, writeTime: 5000, busy: 2500);
        DiskIORates rates = later.RatesSince(earlier, TimeSpan.FromSeconds(2))!.Value;
        Assert.Equal(5, rates.ReadsPerSecond);
        Assert.Equal(0, rates.WritesPerSecond);
        Assert.Equal(5 * 4096, rates.ReadBytesPerSecond);
        Assert.Equal(TimeSpan.FromMilliseconds(5), rates.ReadLatency);
        Assert.Null(rates.WriteLatency);
        Assert.Equal(25, rates.BusyPercent!.Value, 9);
    }

    [Fact]
    public void WhatTheSystemDoesNotReportIsNull()
    {
        DiskIOCounters counters = new()
        {
            ReadCount = 1,
            WriteCount = 1,
            ReadBytes = 1,
            WriteBytes = 1,
        };
        DiskIORates rates = (counters with { ReadCount = 2 }).RatesSince(counters, Second)!.Value;
        Assert.Null(rates.ReadLatency);
        Assert.Null(rates.BusyPercent);
    }

    [Fact]
    public void WithoutTimeOrWithACounterThatRanBackwardsThereAreNoRates()
    {
        DiskIOCounters counters = Disk(reads: 10, busy: 10);
        Assert.Null(counters.RatesSince(counters, TimeSpan.Zero));
        Assert.Null(counters.RatesSince(counters, -Second));
        Assert.Null(Disk(reads: 9, busy: 10).RatesSince(counters, Second));
        Assert.Null(Disk(reads: 11, busy: 9).RatesSince(counters, Second));
    }

    [Fact]
    public void ADiskThatComesOrGoesIsNotCountedAsWork()
    {
        Set("sda", Disk(reads: 10));
        Set("sdb", Disk(reads: 1_000_000));
        DiskMeter meter = _machine.Disks.CreateMeter();
        _machine.Disks.IOCounters.Remove("sdb");
        Set("sda", Disk(reads: 11));
        Set("sdc", Disk(reads: 2_000_000));
        _clock.Advance(Second);
        DiskIOReading reading = meter.Read()!;
        Assert.Equal(["sda"], reading.PerDisk.Keys);
        Assert.Equal(1, reading.Total!.Value.ReadsPerSecond);

        Set("sdc", Disk(reads: 2_000_002));
        _clock.Advance(Second);
        reading = meter.Read()!;
        Assert.Equal(2, reading.PerDisk["sdc"].ReadsPerSecond);
        Assert.Equal(2, reading.Total!.Value.ReadsPerSecond);
    }

    [Fact]
    public void AnotherDiskOfTheSameNameIsANewStart()
    {
        Set("sda", Disk(reads: 1000));
        DiskMeter meter = _machine.Disks.CreateMeter();
        Set("sda", Disk(reads: 5));
        _clock.Advance(Second);
        DiskIOReading reading = meter.Read()!;
        Assert.Empty(reading.PerDisk);
        Assert.Null(reading.Total);
        Set("sda", Disk(reads: 7));
        _clock.Advance(Second);
        Assert.Equal(2, meter.Read()!.Total!.Value.ReadsPerSecond);
    }

    [Fact]
    public void TheWholeIsThatOfTheWholeDisks()
    {
        _machine.Disks.PartDevices.Add("sda1");
        foreach (string name in (string[])["sda", "sda1", "sdb"])
        {
            Set(name, Disk());
        }

        DiskMeter meter = _machine.Disks.CreateMeter();
        Set("sda", Disk(reads: 30, readTime: 300, busy: 900));
        Set("sda1", Disk(reads: 30, readTime: 300, busy: 1000));
        Set("sdb", Disk(reads: 10, readTime: 500, busy: 100));
        _clock.Advance(Second);
        DiskIORates total = meter.Read()!.Total!.Value;
        Assert.Equal(40, total.ReadsPerSecond);
        Assert.Equal(20, total.ReadLatency!.Value.TotalMilliseconds, 3);
        Assert.Null(total.WriteLatency);
        Assert.Equal(90, total.BusyPercent!.Value, 9);
        Assert.Equal(40, _machine.Disks.GetIOCounters()!.Value.ReadCount);
    }

    [Fact]
    public void AMachineWithoutDisksHasNoWhole()
    {
        DiskMeter meter = _machine.Disks.CreateMeter();
        _clock.Advance(Second);
        Assert.Null(meter.Read()!.Total);
        Assert.Null(_machine.Disks.GetIOCounters());
    }

    /// <summary>Two samples of anything, in any order and at any distance.</summary>
    [Fact]
    public void NoRateIsEverNegativeOrBeyondWhatWasCounted() =>
        Gen.Select(AnyDisk, AnyDisk, Gen.Long)
            .Sample(
                (earlier, later, ticks) =>
                {
                    TimeSpan elapsed = new(ticks);
                    if (later.RatesSince(earlier, elapsed) is not { } rates)
                    {
                        return;
                    }

                    Assert.True(elapsed > TimeSpan.Zero);
                    AssertSane(rates.ReadsPerSecond, later.ReadCount, earlier.ReadCount, elapsed);
                    AssertSane(rates.WritesPerSecond, later.WriteCount, earlier.WriteCount, elapsed);
                    AssertSane(rates.ReadBytesPerSecond, later.ReadBytes, earlier.ReadBytes, elapsed);
                    AssertSane(rates.WriteBytesPerSecond, later.WriteBytes, earlier.WriteBytes, elapsed);
                    Assert.False(rates.ReadLatency < TimeSpan.Zero);
                    Assert.False(rates.WriteLatency < TimeSpan.Zero);
                    Assert.True(rates.BusyPercent is null or (>= 0 and <= 100));
                },
                iter: 20_000
            );

    /// <summary>Disks come, go, are replaced and start anew; whatever happens, the whole is the sum of the parts.</summary>
    [Fact]
    public void TheWholeIsTheSumOfTheDisksThatWereThereBothTimes() =>
        Gen.Dictionary(Gen.OneOf(Gen.Const("sda"), Gen.Const("sdb"), Gen.Const("sdc")), Gen.Int[0, 1000])[0, 3]
            .Array[2, 20]
            .Sample(rounds =>
            {
                FakeClock clock = new();
                FakeMachine machine = new(clock);
                Set(machine, rounds[0]);
                DiskMeter meter = machine.Disks.CreateMeter();
                for (int index = 1; index < rounds.Length; index++)
                {
                    (Dictionary<string, int> before, Dictionary<string, int> after) = (rounds[index - 1], rounds[index]);
                    Set(machine, after);
                    clock.Advance(Second);
                    int[] expected =
                    [
                        .. from disk in after
                        where before.TryGetValue(disk.Key, out int known) && known <= disk.Value
                        select disk.Value - before[disk.Key],
                    ];
                    DiskIOReading reading = meter.Read()!;
                    Assert.Equal(expected.Length, reading.PerDisk.Count);
                    Assert.Equal(expected.Length == 0 ? null : expected.Sum(), reading.Total?.ReadsPerSecond);
                }
            });

    private static readonly Gen<DiskIOCounters> AnyDisk = Gen.Select(
        Gen.Long,
        Gen.Long,
        Gen.Long,
        Gen.Long,
        Gen.Long,
        Gen.Bool,
        (reads, writes, readBytes, writeBytes, time, hasTimes) =>
            new DiskIOCounters
            {
                ReadCount = reads,
                WriteCount = writes,
                ReadBytes = readBytes,
                WriteBytes = writeBytes,
                ReadTime = hasTimes ? new TimeSpan(time) : null,
                WriteTime = hasTimes ? new TimeSpan(writes) : null,
                BusyTime = hasTimes ? new TimeSpan(reads) : null,
            }
    );

    private static void AssertSane(double rate, long later, long earlier, TimeSpan elapsed)
    {
        Assert.InRange(rate, 0, double.MaxValue);
        Assert.True(later >= earlier);
        double counted = rate * elapsed.TotalSeconds;
        Assert.Equal((double)later - earlier, counted, Math.Max(1e-6, counted * 1e-9));
    }

    private static void Set(FakeMachine machine, Dictionary<string, int> reads)
    {
        machine.Disks.IOCounters.Clear();
        foreach ((string name, int count) in reads)
        {
            machine.Disks.IOCounters[name] = Disk(reads: count);
        }
    }

    private void Set(string name, DiskIOCounters counters) => _machine.Disks.IOCounters[name] = counters;

    private static DiskIOCounters Disk(long reads = 0, long writes = 0, double readTime = 0, double writeTime = 0, double busy = 0) =>
        new()
        {
            ReadCount = reads,
            WriteCount = writes,
            ReadBytes = reads * 4096,
            WriteBytes = writes * 4096,
            ReadTime = TimeSpan.FromMilliseconds(readTime),
            WriteTime = TimeSpan.FromMilliseconds(writeTime),
            BusyTime = TimeSpan.FromMilliseconds(busy),
        };
}
