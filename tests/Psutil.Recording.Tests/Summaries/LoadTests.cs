namespace Psutil.Recording.Tests.Summaries;

/// <summary>The load of a span: as a machine that moves through it has it, with its gaps.</summary>
public sealed class LoadTests : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly RecordingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ItIsThatOfAMachineThatMovesThroughTheSpan()
    {
        DateTimeOffset start = Record(samples: 150, out DateTimeOffset end);
        Recording recording = Recording.Open(_folder.Path);
        Assert.Equal((start, end), (recording.GetStart(), recording.GetEnd()));
        RecordedLoad[] loads = [.. recording.ReadLoad(start, end, TestContext.Current.CancellationToken)];
        Assert.Equal(150, loads.Length);
        using RecordedMachine machine = recording.OpenFirst();
        CpuTimes before = default;
        DiskMeter disks = machine.Disks.CreateMeter();
        NetworkMeter network = machine.Network.CreateMeter();
        for (int index = 0; index < loads.Length; index++)
        {
            RecordedLoad load = loads[index];
            Assert.Equal((machine.Time, (RecordingGapKind?)null), (load.Time, load.Gap));
            CpuTimes now = machine.Cpu.GetTimes();
            VirtualMemory memory = machine.Memory.GetVirtual();
            Assert.Equal(100 - (100.0 * memory.Available / memory.Total), load.MemoryPercent!.Value, tolerance: 1e-9);
            if (index == 0)
            {
                Assert.Null(load.Length);
                Assert.Null(load.CpuPercent);
                Assert.Null(load.DiskReadBytesPerSecond);
                Assert.Null(load.BytesSentPerSecond);
            }
            else
            {
                Assert.Equal(Every, load.Length);
                Assert.Equal(now.PercentSince(before)?.Busy, load.CpuPercent);
                Assert.Equal(disks.Read()!.Total!.Value.ReadBytesPerSecond, load.DiskReadBytesPerSecond!.Value, tolerance: 1e-6);
                Assert.Equal(network.Read()!.Total!.Value.BytesSentPerSecond, load.BytesSentPerSecond!.Value, tolerance: 1e-6);
                Assert.InRange(load.CpuPressurePercent!.Value, 0, 100);
            }

            before = now;
            Assert.Equal(index < loads.Length - 1, machine.TryMoveNext());
        }
    }

    [Fact]
    public void APartIsThatPartOfTheWhole()
    {
        DateTimeOffset start = Record(samples: 150, out DateTimeOffset end);
        Recording recording = Recording.Open(_folder.Path);
        RecordedLoad[] all =
        [
            .. recording.ReadLoad(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, TestContext.Current.CancellationToken),
        ];
        Assert.Equal(150, all.Length);
        Assert.Equal(
            all[100..131],
            recording.ReadLoad(start + (100 * Every), start + (130 * Every), TestContext.Current.CancellationToken)
        );
        Assert.Equal(
            all[100..131],
            recording.ReadLoad(
                start + (100 * Every) - TimeSpan.FromTicks(1),
                start + (131 * Every) - TimeSpan.FromTicks(1),
                TestContext.Current.CancellationToken
            )
        );
        Assert.Empty(recording.ReadLoad(end + TimeSpan.FromTicks(1), DateTimeOffset.MaxValue, TestContext.Current.CancellationToken));
        Assert.Empty(recording.ReadLoad(DateTimeOffset.MinValue, start - TimeSpan.FromTicks(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void AGapIsKnownWhereTheSpanBeginsBehindIt()
    {
        SettableClock clock = new(new DateTimeOffset(2026, 11, 28, 3, 0, 0, TimeSpan.Zero));
        FakeMachine machine = new(clock) { BootTime = clock.GetUtcNow() - TimeSpan.FromDays(3) };
        DateTimeOffset begin = clock.GetUtcNow();
        RecordRun(machine, clock);
        clock.Advance(TimeSpan.FromMinutes(70));
        RecordRun(machine, clock);
        Recording recording = Recording.Open(_folder.Path);
        RecordedLoad[] loads =
        [
            .. recording.ReadLoad(begin + TimeSpan.FromMinutes(30), DateTimeOffset.MaxValue, TestContext.Current.CancellationToken),
        ];
        Assert.Equal(3, loads.Length);
        Assert.Equal(RecordingGapKind.NotRecorded, loads[0].Gap);
        Assert.Null(loads[0].Length);
        Assert.Equal((null, Every), (loads[1].Gap, loads[1].Length));
    }

    [Fact]
    public void ItEndsWhenItIsCancelled()
    {
        Record(samples: 10, out _);
        using CancellationTokenSource stop = new();
        using IEnumerator<RecordedLoad> loads = Recording
            .Open(_folder.Path)
            .ReadLoad(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, stop.Token)
            .GetEnumerator();
        Assert.True(loads.MoveNext());
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => loads.MoveNext());
    }

    private void RecordRun(FakeMachine machine, SettableClock clock)
    {
        using MachineRecorder recorder = _folder.Open(machine);
        for (int sample = 0; sample < 3; sample++)
        {
            Assert.True(recorder.Record(), recorder.LastFailure);
            clock.Advance(Every);
        }
    }

    private DateTimeOffset Record(int samples, out DateTimeOffset end)
    {
        SimulatedMachine simulated = new(20);
        DateTimeOffset start = simulated.Clock.GetUtcNow();
        using MachineRecorder recorder = _folder.Open(simulated.Machine);
        end = start;
        for (int sample = 0; sample < samples; sample++)
        {
            end = simulated.Clock.GetUtcNow();
            Assert.True(recorder.Record(), recorder.LastFailure);
            simulated.Step(Every);
        }

        return start;
    }
}
