using Psutil.Recording.Tests.Summaries;

namespace Psutil.Recording.Tests.Spans;

/// <summary>What disks, interfaces and memory did in a recorded time.</summary>
public sealed class SpanMeterTests : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private static readonly DateTimeOffset Start = new(2026, 11, 28, 3, 0, 0, TimeSpan.Zero);

    private readonly RecordingFolder _folder = new();
    private readonly SettableClock _clock = new(Start);
    private readonly FakeMachine _fake;

    public SpanMeterTests()
    {
        _fake = new FakeMachine(_clock) { BootTime = Start - TimeSpan.FromDays(3) };

        // What it has from the start is none of a test.
        _fake.Disks.IOCounters.Clear();
        _fake.Network.IOCounters.Clear();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WhatDevicesMovedIsTheDifferenceOfTheirCounters()
    {
        using (MachineRecorder recorder = _folder.Open(_fake))
        {
            Take(recorder, disk: 1000, traffic: 500);
            Take(recorder, disk: 1500, traffic: 500);
            Take(recorder, disk: 4000, traffic: 900);
        }

        RecordedSpan span = ReadAll();
        Assert.Equal((Start, Start + (2 * Every), 2 * Every), (span.From, span.To, span.Length));
        Assert.Equal((3000L, 6000L), (span.Disks!["sda"].ReadBytes, span.Disks["sda"].WriteBytes));
        Assert.Equal((150.0, 300.0), (span.GetDiskRates("sda")?.ReadBytesPerSecond, span.GetDiskRates("sda")?.WriteBytesPerSecond));
        Assert.Equal(5, span.GetDiskRates("sda")?.BusyPercent);
        Assert.Equal((400L, 800L), (span.Interfaces!["eth0"].BytesReceived, span.Interfaces["eth0"].BytesSent));
        Assert.Equal(20, span.GetInterfaceRates("eth0")?.BytesReceivedPerSecond);
        Assert.Null(span.GetDiskRates("sdz"));
        Assert.Null(span.GetInterfaceRates("eth9"));
    }

    // The counter after the start is larger than the one before: a plain difference would be wrong, and not negative.
    [Theory]
    [InlineData(5000, 1000)]
    [InlineData(5000, 7000)]
    [InlineData(5000, 5000)]
    public void AfterAStartOfTheMachineCountersBeginAtZero(long before, long after)
    {
        using (MachineRecorder recorder = _folder.Open(_fake))
        {
            Take(recorder, disk: before - 100, traffic: before - 100, swapped: before - 100);
            Take(recorder, disk: before, traffic: before, swapped: before);
        }

        _clock.Advance(TimeSpan.FromMinutes(2));
        _fake.BootTime = _clock.GetUtcNow() - TimeSpan.FromSeconds(30);
        using (MachineRecorder recorder = _folder.Open(_fake))
        {
            Take(recorder, disk: after, traffic: after, swapped: after);
            Take(recorder, disk: after + 10, traffic: after + 10, swapped: after + 10);
        }

        RecordedSpan span = ReadAll();
        long moved = 100 + after + 10;
        Assert.Equal(moved, span.Disks!["sda"].ReadBytes);
        Assert.Equal(moved, span.Interfaces!["eth0"].BytesReceived);
        Assert.Equal((moved, 2 * moved), (span.SwappedIn, span.SwappedOut));

        // The two steps, and from the start to the first sample after it.
        Assert.Equal((2 * Every) + TimeSpan.FromSeconds(30), span.Length);
        Assert.Equal(moved / 50.0, span.GetDiskRates("sda")?.ReadBytesPerSecond);
    }

    [Fact]
    public void ACounterThatRunsBackAddsNothing()
    {
        using (MachineRecorder recorder = _folder.Open(_fake))
        {
            Take(recorder, disk: 5000, traffic: 5000, swapped: 5000);
            Take(recorder, disk: 100, traffic: 100, swapped: 100);
            Take(recorder, disk: 150, traffic: 150, swapped: 150);
        }

        RecordedSpan span = ReadAll();
        Assert.Equal(50, span.Disks!["sda"].ReadBytes);
        Assert.Equal(50, span.Interfaces!["eth0"].BytesReceived);
        Assert.Equal(50, span.SwappedIn);
    }

    [Fact]
    public void WhatADeviceDidBeforeItWasSeenIsNotOfTheTime()
    {
        using (MachineRecorder recorder = _folder.Open(_fake))
        {
            Take(recorder, disk: 1000, traffic: 0);
            SetDisk("sdb", 7000);
            Take(recorder, disk: 1000, traffic: 0);
            SetDisk("sdb", 7300);
            Take(recorder, disk: 1000, traffic: 0);
            _fake.Disks.IOCounters.Remove("sdb");
            Take(recorder, disk: 1001, traffic: 0);
        }

        RecordedSpan span = ReadAll();
        Assert.Equal(["sda", "sdb"], span.Disks!.Keys);
        Assert.Equal((1L, 300L), (span.Disks["sda"].ReadBytes, span.Disks["sdb"].ReadBytes));
    }

    [Fact]
    public void MemoryHasItsLeastItsAverageAndItsMost()
    {
        using (MachineRecorder recorder = _folder.Open(_fake))
        {
            Take(recorder, memory: 900);
            Take(recorder, memory: 100);
            _clock.Advance(2 * Every);
            Take(recorder, memory: 400);
        }

        RecordedSpan span = ReadAll();

        // A value counts for the time before its sample: 100 for ten seconds and 400 for thirty.
        Assert.Equal((100, 325, 900), (span.MemoryUsed?.Min, span.MemoryUsed?.Mean, span.MemoryUsed?.Max));
        Assert.Equal((100, 675, 900), (span.MemoryAvailable?.Min, span.MemoryAvailable?.Mean, span.MemoryAvailable?.Max));
        Assert.Equal((10, 32.5, 90), (span.SwapUsed?.Min, span.SwapUsed?.Mean, span.SwapUsed?.Max));
    }

    [Fact]
    public void EachReadingIsOfTheTimeSinceTheOneBefore()
    {
        using (MachineRecorder recorder = _folder.Open(_fake))
        {
            for (int sample = 0; sample < 7; sample++)
            {
                Take(recorder, disk: 100 * sample * sample, memory: 100 * sample);
            }
        }

        using RecordedMachine machine = Recording.Open(_folder.Path).OpenFirst();
        using RecordedSpanMeter meter = machine.CreateSpanMeter();
        List<long> moved = [];
        while (machine.TryMoveBy(2 * Every))
        {
            moved.Add(meter.Read().Disks!["sda"].ReadBytes);
        }

        Assert.Equal([400, 1200, 2000], moved);
        RecordedSpan nothing = meter.Read();
        Assert.Equal((TimeSpan.Zero, 0L, 600.0), (nothing.Length, nothing.Disks!["sda"].ReadBytes, nothing.MemoryUsed?.Mean));
        Assert.Null(nothing.GetDiskRates("sda"));
    }

    [Fact]
    public void WithAJumpItBeginsAnew()
    {
        using (MachineRecorder recorder = _folder.Open(_fake))
        {
            for (int sample = 0; sample < 5; sample++)
            {
                Take(recorder, disk: 100 * sample * sample);
            }
        }

        using RecordedMachine machine = Recording.Open(_folder.Path).OpenFirst();
        using RecordedSpanMeter meter = machine.CreateSpanMeter();
        Assert.True(machine.TryMoveTo(Start + (3 * Every)));
        Assert.True(machine.TryMoveNext());
        RecordedSpan span = meter.Read();
        Assert.Equal((Start + (3 * Every), 700L), (span.From, span.Disks!["sda"].ReadBytes));
        Assert.True(machine.TryMovePrevious());
        Assert.Equal((Start + (3 * Every), 0L), (meter.Read().From, meter.Read().Disks!["sda"].ReadBytes));
        meter.Dispose();
        Assert.True(machine.TryMoveNext());
        Assert.Equal(Start + (3 * Every), meter.Read().From);
    }

    // A file can hold any numbers.
    [Fact]
    public void NumbersOutOfRangeDoNotOverflow()
    {
        using (MachineRecorder recorder = _folder.Open(_fake))
        {
            foreach (long number in (ReadOnlySpan<long>)[long.MinValue, long.MaxValue, long.MinValue, long.MaxValue])
            {
                SetDisk("sda", number);
                Take(recorder, disk: null, swapped: number);
            }
        }

        RecordedSpan span = ReadAll();
        Assert.Equal((long.MaxValue, long.MaxValue), (span.Disks!["sda"].ReadBytes, span.SwappedIn));
    }

    [Fact]
    public void WhatCouldNotBeReadIsUnknown()
    {
        _fake.OnRead = reading =>
        {
            if (reading.Source.StartsWith("Disks.", StringComparison.Ordinal) || reading.Source == "Memory.GetVirtual")
            {
                throw new PsutilNotSupportedException("none here");
            }
        };
        using (MachineRecorder recorder = _folder.Open(_fake))
        {
            Take(recorder);
            Take(recorder);
        }

        RecordedSpan span = ReadAll();
        Assert.Null(span.Disks);
        Assert.Null(span.MemoryUsed);
        Assert.Null(span.GetDiskRates("sda"));
        Assert.NotNull(span.Interfaces);
    }

    private RecordedSpan ReadAll()
    {
        using RecordedMachine machine = Recording.Open(_folder.Path).OpenFirst();
        using RecordedSpanMeter meter = machine.CreateSpanMeter();
        machine.TryMoveOnTo(DateTimeOffset.MaxValue);
        return meter.Read();
    }

    private void SetDisk(string name, long bytes) =>
        _fake.Disks.IOCounters[name] = default(DiskIOCounters) with
        {
            ReadBytes = bytes,
            WriteBytes = bytes is > 0 and < long.MaxValue / 2 ? 2 * bytes : bytes,
            BusyTime = TimeSpan.FromTicks(bytes is > 0 and < long.MaxValue / 10_000 ? bytes * 10_000 / 3 : 0),
        };

    private void Take(MachineRecorder recorder, long? disk = 0, long traffic = 0, long memory = 0, long swapped = 0)
    {
        if (disk is { } bytes)
        {
            SetDisk("sda", bytes);
        }

        _fake.Network.IOCounters["eth0"] = default(NetworkIOCounters) with { BytesReceived = traffic, BytesSent = 2 * traffic };
        _fake.Memory.Virtual = new VirtualMemory
        {
            Total = 1000,
            Available = 1000 - memory,
            Used = memory,
            Free = 0,
        };
        _fake.Memory.Swap = new SwapMemory
        {
            Total = 100,
            Used = memory / 10,
            Free = 0,
            SwappedIn = swapped,
            SwappedOut = swapped is > long.MinValue / 2 and < long.MaxValue / 2 ? 2 * swapped : swapped,
        };
        Assert.True(recorder.Record(), recorder.LastFailure);
        _clock.Advance(Every);
    }
}
