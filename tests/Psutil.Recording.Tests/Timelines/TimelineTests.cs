namespace Psutil.Recording.Tests.Timelines;

/// <summary>A chart of a recording: parts of equal length, with the least, the average and the most of each.</summary>
public sealed class TimelineTests : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    private readonly RecordingFolder _folder = new();
    private readonly FakeClock _clock = new();
    private readonly FakeMachine _fake;
    private double _busy;
    private double _idle;

    public TimelineTests() => _fake = new FakeMachine(_clock);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void APartHasTheLeastTheAverageAndTheMost()
    {
        // In the second minute one step of six is all busy, and one is half busy.
        DateTimeOffset start = _clock.GetUtcNow();
        Record(18, sample => Run(
                sample switch
                {
                    8 => 10,
                    9 => 5,
                    _ => 0,
                }
            ));
        RecordedLoads loads = Read(start, start + TimeSpan.FromMinutes(3));
        Assert.True(loads.IsComplete);
        Assert.Equal(start, loads.RecordingStart);
        Assert.Empty(loads.Faults);
        Assert.Equal([start, start + Step, start + (2 * Step)], loads.Parts.Select(part => part.Time));
        RecordedLoadPart part = loads.Parts[1];
        Assert.Equal(Range(0, 25, 100), part.CpuPercent);
        Assert.Equal(Range(0, 0, 0), loads.Parts[0].CpuPercent);

        // The memory goes by 0.1 percent a sample; disks and interfaces by 1,000 bytes a step.
        Assert.Equal(40.6, part.MemoryPercent!.Min, 6);
        Assert.Equal(40.85, part.MemoryPercent!.Mean, 6);
        Assert.Equal(41.1, part.MemoryPercent!.Max, 6);
        Assert.Equal(Range(100, 100, 100), part.DiskReadBytesPerSecond);
        Assert.Equal(Range(200, 200, 200), part.DiskWriteBytesPerSecond);
        Assert.Equal(Range(300, 300, 300), part.BytesReceivedPerSecond);
        Assert.Equal(Range(400, 400, 400), part.BytesSentPerSecond);
        Assert.Equal(Range(10, 10, 10), part.IOPressurePercent);
        Assert.Null(part.CpuPressurePercent);
    }

    [Fact]
    public void APeakBetweenTwoFilesIsSeen()
    {
        // Files have an hour. The peak is the step from the last sample of one to the first of the other.
        DateTimeOffset start = _clock.GetUtcNow();
        Record(721, sample => Run(sample == 360 ? 10 : 0));
        Assert.Equal(3, _folder.Segments.Length);
        RecordedLoads loads = Read(start, start + TimeSpan.FromHours(3));
        RecordedLoadPart peak = Assert.Single(loads.Parts, part => part.CpuPercent?.Max > 50);
        Assert.Equal(start + TimeSpan.FromHours(1), peak.Time);
        Assert.Equal(Range(0, 100 / 6.0, 100), peak.CpuPercent! with { Mean = 100 / 6.0 });
        Assert.Equal(100 / 6.0, peak.CpuPercent!.Mean, 6);

        // A part of the time is that part.
        loads = Read(start + TimeSpan.FromMinutes(59), start + TimeSpan.FromMinutes(61));
        Assert.Equal([59, 60, 61], loads.Parts.Select(part => (part.Time - start).TotalMinutes));
        Assert.Empty(Read(start - TimeSpan.FromHours(2), start - TimeSpan.FromHours(1)).Parts);
    }

    [Fact]
    public void FilesThatAreFinishedAreReadOnce()
    {
        DateTimeOffset start = _clock.GetUtcNow();
        RecordingTimeline timeline = new(_folder.Path, Step);
        Record(721, _ => Run(5));
        Assert.Equal(121, timeline.Read(start, start + TimeSpan.FromHours(3), TestContext.Current.CancellationToken).Parts.Count);

        // With the same length it is taken for the same.
        File.WriteAllBytes(_folder.Segments[0], new byte[new FileInfo(_folder.Segments[0]).Length]);
        RecordedLoads again = timeline.Read(start, start + TimeSpan.FromHours(3), TestContext.Current.CancellationToken);
        Assert.Equal(121, again.Parts.Count);
        Assert.Empty(again.Faults);

        // What has grown is read again, and what is gone is gone.
        File.Delete(_folder.Segments[1]);
        Assert.Equal(61, timeline.Read(start, start + TimeSpan.FromHours(3), TestContext.Current.CancellationToken).Parts.Count);
        Record(12, _ => Run(5));
        Assert.Equal(63, timeline.Read(start, start + TimeSpan.FromHours(3), TestContext.Current.CancellationToken).Parts.Count);
    }

    [Fact]
    public void WhoHasEnoughGetsTheNewest()
    {
        DateTimeOffset start = _clock.GetUtcNow();
        Record(721, _ => Run(5));
        RecordingTimeline timeline = new(_folder.Path, Step);
        RecordedLoads loads = timeline.Read(start, start + TimeSpan.FromHours(3), new CancellationToken(canceled: true));
        Assert.False(loads.IsComplete);
        Assert.Empty(loads.Parts);

        // What was read before stays.
        timeline.Read(start + TimeSpan.FromMinutes(70), start + TimeSpan.FromHours(3), TestContext.Current.CancellationToken);
        loads = timeline.Read(start, start + TimeSpan.FromHours(3), new CancellationToken(canceled: true));
        Assert.False(loads.IsComplete);
        Assert.Equal(start + TimeSpan.FromHours(1), loads.Parts[0].Time);
        Assert.True(timeline.Read(start, start + TimeSpan.FromHours(3), TestContext.Current.CancellationToken).IsComplete);
    }

    [Fact]
    public void WhereNothingWasRecordedThereIsNoPart()
    {
        DateTimeOffset start = _clock.GetUtcNow();
        Record(6, _ => Run(10));
        _clock.Advance(TimeSpan.FromMinutes(10));
        Record(6, _ => Run(10));
        RecordedLoads loads = Read(start, start + TimeSpan.FromHours(1));
        Assert.Equal([0, 11], loads.Parts.Select(part => (part.Time - start).TotalMinutes));

        // Between two runs of a recorder there is no rate: what happened meanwhile is not of that moment.
        Assert.Equal(Range(100, 100, 100), loads.Parts[1].CpuPercent);
    }

    [Fact]
    public void WhatIsDamagedIsSaid()
    {
        DateTimeOffset start = _clock.GetUtcNow();
        Record(721, _ => Run(5));
        byte[] bytes = File.ReadAllBytes(_folder.Segments[0]);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(_folder.Segments[0], bytes);
        RecordedLoads loads = Read(start, start + TimeSpan.FromHours(3));
        Assert.True(loads.IsComplete);
        Assert.Equal(_folder.Segments[0], Assert.Single(loads.Faults).Path);
        Assert.InRange(loads.Parts.Count, 61, 120);
        Assert.Throws<RecordingException>(() =>
            new RecordingTimeline(Path.GetTempPath() + "/none", Step).Read(start, start, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public void ItIsBounded()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecordingTimeline(_folder.Path, TimeSpan.FromSeconds(0.5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecordingTimeline(_folder.Path, TimeSpan.FromDays(2)));
        Record(2, _ => Run(5));
        DateTimeOffset now = _clock.GetUtcNow();
        Assert.Throws<ArgumentOutOfRangeException>(() => Read(now, now - Step));
        Assert.Throws<ArgumentOutOfRangeException>(() => Read(now - (10_002 * Step), now));
    }

    private static RecordedRange Range(double min, double mean, double max) =>
        new()
        {
            Min = min,
            Mean = mean,
            Max = max,
        };

    private RecordedLoads Read(DateTimeOffset from, DateTimeOffset to) =>
        new RecordingTimeline(_folder.Path, Step).Read(from, to, TestContext.Current.CancellationToken);

    private void Run(double busy)
    {
        _busy += busy;
        _idle += 10 - busy;
    }

    private void Record(int samples, Action<int> change)
    {
        using MachineRecorder recorder = _folder.Open(_fake, _folder.Options with { Every = Every });
        for (int sample = 0; sample < samples; sample++)
        {
            change(sample);
            _fake.Cpu.Times = new CpuTimes
            {
                User = TimeSpan.FromSeconds(_busy),
                System = TimeSpan.Zero,
                Idle = TimeSpan.FromSeconds(_idle),
            };
            _fake.Memory.Virtual = new VirtualMemory
            {
                Total = 1000,
                Available = 600 - (sample % 500),
                Used = 0,
                Free = 0,
            };
            long steps = (long)((_busy + _idle) / 10);
            _fake.Disks.IOCounters["vda"] = default(DiskIOCounters) with { ReadBytes = 1000 * steps, WriteBytes = 2000 * steps };
            _fake.Network.IOCounters["eth0"] = default(NetworkIOCounters) with { BytesReceived = 3000 * steps, BytesSent = 4000 * steps };
            _fake.Network.IOCounters["lo"] = default(NetworkIOCounters) with { BytesReceived = 9000 * steps, BytesSent = 9000 * steps };
            _fake.Disks.Pressure = new PressureStall
            {
                Some = new PressureShare
                {
                    TenSeconds = 0,
                    OneMinute = 0,
                    FiveMinutes = 0,
                    Total = TimeSpan.FromSeconds(steps),
                },
            };
            Assert.True(recorder.Record(), recorder.LastFailure);
            _clock.Advance(Every);
        }
    }
}
