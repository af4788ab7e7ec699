namespace Psutil.Recording.Tests.Summaries;

/// <summary>Where samples are missing, and where the time leaps.</summary>
public sealed class GapTests : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly DateTimeOffset Start = new(2026, 11, 28, 3, 0, 0, TimeSpan.Zero);

    private readonly RecordingFolder _folder = new();
    private readonly SettableClock _clock = new(Start);
    private readonly FakeMachine _machine;

    public GapTests() => _machine = new FakeMachine(_clock) { BootTime = Start - TimeSpan.FromDays(3) };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WithoutOneThereIsNone()
    {
        Record(samples: 300);
        RecordingSummary summary = Summarize();
        Assert.Empty(summary.Gaps);
        Assert.Equal(299 * Every, summary.Recorded);
    }

    [Fact]
    public void ARecorderThatDidNotRunLeavesOne()
    {
        AddProcess(cpuSeconds: 100);
        Record(samples: 3);
        _clock.Advance(TimeSpan.FromHours(2));
        AddProcess(cpuSeconds: 130);
        Record(samples: 3);
        RecordingSummary summary = Summarize();
        AssertGap(RecordingGapKind.NotRecorded, Start + (2 * Every), Start + (3 * Every) + TimeSpan.FromHours(2), summary);
        Assert.Equal(4 * Every, summary.Recorded);

        // The machine ran: what the process used meanwhile is of the span.
        Assert.Equal((5 * Every) + TimeSpan.FromHours(2), summary.Measured);
        Assert.Equal(TimeSpan.FromSeconds(30), Assert.Single(summary.Uses).CpuTime);
    }

    [Fact]
    public void ARecorderThatIsReplacedAtOnceLeavesNone()
    {
        Record(samples: 3);
        Record(samples: 3);
        Assert.Empty(Summarize().Gaps);
    }

    [Fact]
    public void AMachineThatStartsAgainBeginsAnew()
    {
        AddProcess(cpuSeconds: 100);
        Record(samples: 3);
        _clock.Advance(TimeSpan.FromMinutes(2));
        _machine.BootTime = _clock.GetUtcNow() - TimeSpan.FromSeconds(30);
        AddProcess(cpuSeconds: 130);
        Record(samples: 3);
        RecordingSummary summary = Summarize();
        AssertGap(RecordingGapKind.Restarted, Start + (2 * Every), Start + (3 * Every) + TimeSpan.FromMinutes(2), summary);
        Assert.Equal(4 * Every, summary.Measured);
        Assert.Equal(TimeSpan.Zero, Assert.Single(summary.Uses).CpuTime);
        Assert.Equal((0, 0), (summary.Started, summary.Exited));
    }

    [Theory]
    [InlineData(3600, 3600, RecordingGapKind.ClockSetForward)]
    [InlineData(3600, 0, RecordingGapKind.Suspended)]
    [InlineData(-3600, -3600, RecordingGapKind.ClockSetBack)]
    public void ALeapOfTheClockIsExplainedByTheTimeOfBoot(int seconds, int bootSeconds, RecordingGapKind kind)
    {
        using MachineRecorder recorder = _folder.Open(_machine);
        Take(recorder, samples: 3);
        _clock.Set(TimeSpan.FromSeconds(seconds));
        _machine.BootTime = _machine.BootTime + TimeSpan.FromSeconds(bootSeconds);
        Take(recorder, samples: 3);
        RecordingSummary summary = Summarize();
        AssertGap(kind, Start + (2 * Every), Start + (3 * Every) + TimeSpan.FromSeconds(seconds), summary);

        // Nothing is missing but what was slept through.
        Assert.Equal(5 * Every, summary.Recorded);
        Assert.Equal(6, summary.Samples);
    }

    [Fact]
    public void SamplesThatWereDroppedAreCounted()
    {
        bool isFull = false;
        using MachineRecorder recorder = new(_machine, _folder.Options, _ => isFull
                ? new DiskUsage
                {
                    Total = 1 << 30,
                    Used = 1 << 30,
                    Free = 0,
                }
                : RecordingFolder.Roomy);
        Take(recorder, samples: 3);
        isFull = true;
        for (int sample = 0; sample < 4; sample++)
        {
            Assert.False(recorder.Record());
            _clock.Advance(Every);
        }

        isFull = false;
        Take(recorder, samples: 2);
        RecordingSummary summary = Summarize();
        AssertGap(RecordingGapKind.Dropped, Start + (2 * Every), Start + (7 * Every), summary);
        Assert.Equal(4, summary.Gaps[0].DroppedSamples);
    }

    [Fact]
    public void ARecorderThatIsHeldUpIsLate()
    {
        using MachineRecorder recorder = _folder.Open(_machine);
        Take(recorder, samples: 3);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Take(recorder, samples: 2);
        AssertGap(RecordingGapKind.Late, Start + (2 * Every), Start + (3 * Every) + TimeSpan.FromMinutes(1), Summarize());
    }

    // The next recorder of the same directory takes a sample every ten minutes: that is no gap, and none of its samples is late.
    [Theory]
    [InlineData(600)]
    [InlineData(30)]
    public void ALongerIntervalIsNoGap(int seconds)
    {
        TimeSpan later = TimeSpan.FromSeconds(seconds);
        Record(samples: 3);
        using (MachineRecorder recorder = _folder.Open(_machine, _folder.Options with { Every = later }))
        {
            for (int sample = 0; sample < 4; sample++)
            {
                Assert.True(recorder.Record(), recorder.LastFailure);
                _clock.Advance(later);
            }

            _clock.Advance(10 * later);
            Assert.True(recorder.Record(), recorder.LastFailure);
        }

        DateTimeOffset last = Start + (3 * Every) + (3 * later);
        RecordingSummary summary = Summarize();
        AssertGap(RecordingGapKind.Late, last, last + (11 * later), summary);
        Assert.Equal((3 * Every) + (3 * later), summary.Recorded);
    }

    // The first recorders did not say how long they wait: of those, one step is taken for a late one.
    [Fact]
    public void AnIntervalThatNobodyNamedIsLearned()
    {
        GapFinder finder = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        TimeSpan elapsed = TimeSpan.Zero;
        for (int sample = 0; sample < 12; sample++)
        {
            elapsed += sample < 4 ? Every : TimeSpan.FromMinutes(1);
            SampleDraft draft = new();
            draft.Read(RecorderRows.Reading, row => row.Add(ReadingFields.FirstValue, 7L).Add(ReadingFields.FirstValue + 1, elapsed));
            GapFinder.Step step = finder.Take(DraftRows.Of(draft), Start + elapsed);
            Assert.Equal(sample is 0 or 4, step.Length is null);
        }

        Assert.Equal(RecordingGapKind.Late, Assert.Single(finder.Finish()).Kind);
    }

    private static void AssertGap(RecordingGapKind kind, DateTimeOffset from, DateTimeOffset to, RecordingSummary summary)
    {
        RecordingGap gap = Assert.Single(summary.Gaps);
        Assert.Equal((kind, from, to), (gap.Kind, gap.From, gap.To));
    }

    private void AddProcess(double cpuSeconds) =>
        _machine.Processes.Add(
            new ProcessSnapshot(new ProcessIdentity(7, 100))
            {
                Name = "web",
                CpuTimes = new ProcessCpuTimes { User = TimeSpan.FromSeconds(cpuSeconds), System = TimeSpan.Zero },
            }
        );

    private void Record(int samples)
    {
        using MachineRecorder recorder = _folder.Open(_machine);
        Take(recorder, samples);
    }

    private void Take(MachineRecorder recorder, int samples)
    {
        for (int sample = 0; sample < samples; sample++)
        {
            Assert.True(recorder.Record(), recorder.LastFailure);
            _clock.Advance(Every);
        }
    }

    private RecordingSummary Summarize() =>
        Recording
            .Open(_folder.Path)
            .Summarize(
                Start - TimeSpan.FromDays(1),
                Start + TimeSpan.FromDays(1),
                cancellationToken: TestContext.Current.CancellationToken
            );
}
