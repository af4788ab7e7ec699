namespace Psutil.Recording.Tests.Summaries;

/// <summary>What processes sent, received and used of GPUs in a span, where that was recorded.</summary>
public sealed class SpecialUseTests : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly RecordingFolder _folder = new();
    private readonly FakeClock _clock = new();
    private readonly FakeMachine _fake;

    public SpecialUseTests()
    {
        _fake = new FakeMachine(_clock);
        foreach (int pid in (ReadOnlySpan<int>)[7, 8, 9])
        {
            _fake.Processes.Add(new ProcessSnapshot(new ProcessIdentity(pid, pid)) { Name = pid == 9 ? "idle" : "web", UserName = "eve" });
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AProcessHasTheBytesThatItMovedInTheSpan()
    {
        Record(samples: 5, _ => Send(7, received: 100, sent: 10));
        DateTimeOffset start = Recording.Open(_folder.Path).GetStart();
        RecordingSummary summary = Summarize(SummaryGrouping.Process, start + Every, start + (3 * Every));
        RecordedUse web = summary.Uses.Single(use => use.Process?.Pid == 7);
        Assert.Equal((200, 20), (web.ReceivedBytes, web.SentBytes));
        RecordedUse idle = summary.Uses.Single(use => use.Process?.Pid == 9);
        Assert.Equal((null, null), (idle.ReceivedBytes, idle.SentBytes));
    }

    [Theory]
    [InlineData(SummaryGrouping.Program, "web")]
    [InlineData(SummaryGrouping.User, "eve")]
    public void AGroupHasTheSum(SummaryGrouping grouping, string name)
    {
        Record(samples: 3, _ =>
        {
            Send(7, received: 100, sent: 10);
            Send(8, received: 1, sent: 2);
        });
        RecordedUse group = Summarize(grouping).Uses.Single(use => use.Name == name);
        Assert.Equal((202, 24), (group.ReceivedBytes, group.SentBytes));
    }

    // Each run of a recorder counts from its own beginning.
    [Theory]
    [InlineData(1000, 10)]
    [InlineData(10, 1000)]
    [InlineData(50, 50)]
    public void ARecorderThatIsStartedAgainGoesOnCounting(int first, int second)
    {
        Record(samples: 3, _ => Send(7, received: first, sent: 0));
        Record(samples: 3, _ => Send(7, received: second, sent: 0));

        // Of what was sent between the last sample of one and the first of the next, nobody counted anything.
        RecordedUse web = Summarize(SummaryGrouping.Process).Uses.Single(use => use.Process?.Pid == 7);
        Assert.Equal((2 * first) + (2 * second), web.ReceivedBytes);
    }

    [Fact]
    public void WhatWasNotRecordedIsUnknown()
    {
        using (MachineRecorder recorder = _folder.Open(_fake))
        {
            Assert.True(recorder.Record(), recorder.LastFailure);
            _clock.Advance(Every);
            Assert.True(recorder.Record(), recorder.LastFailure);
        }

        Assert.All(Summarize(SummaryGrouping.Process).Uses, use =>
        {
            Assert.Equal((null, null), (use.ReceivedBytes, use.SentBytes));
            Assert.Equal((null, null), (use.GpuTime, use.PeakGpuMemory));
        });
    }

    [Fact]
    public void TimeOfGpusIsThatOfTheBusiestEngineOfEach()
    {
        Record(samples: 4, sample =>
        {
            _fake.Gpus.Processes.Clear();
            UseGpu(7, "gpu0", memory: 100 + sample, gfx: sample * 2, video: sample);
            UseGpu(7, "gpu1", memory: 50, gfx: sample, video: 0);
            UseGpu(8, "gpu0", memory: 1000 - (100 * sample), gfx: sample, video: 0);
        });
        RecordedUse[] uses = [.. Summarize(SummaryGrouping.Process).Uses];
        RecordedUse first = uses.Single(use => use.Process?.Pid == 7);
        Assert.Equal(9, first.GpuTime!.Value.TotalSeconds, 3);
        Assert.Equal(153, first.PeakGpuMemory);
        Assert.Equal(
            (null, null),
            (uses.Single(use => use.Process?.Pid == 9).GpuTime, uses.Single(use => use.Process?.Pid == 9).PeakGpuMemory)
        );

        // The peak of both together is not the sum of their peaks.
        RecordedUse program = Summarize(SummaryGrouping.Program).Uses.Single(use => use.Name == "web");
        Assert.Equal(12, program.GpuTime!.Value.TotalSeconds, 3);
        Assert.Equal(1150, program.PeakGpuMemory);
    }

    [Fact]
    public void ADriverThatReportsNoEnginesHasItsPercentage()
    {
        Record(samples: 3, sample =>
        {
            _fake.Gpus.Processes.Clear();
            UseGpu(7, "gpu0", memory: null, percent: 40);
            UseGpu(8, "gpu0", memory: null);
        });
        RecordedUse[] uses = [.. Summarize(SummaryGrouping.Process).Uses];
        Assert.Equal(4, uses.Single(use => use.Process?.Pid == 7).GpuTime!.Value.TotalSeconds, 3);
        Assert.Equal(
            (null, null),
            (uses.Single(use => use.Process?.Pid == 8).GpuTime, uses.Single(use => use.Process?.Pid == 7).PeakGpuMemory)
        );
    }

    // Of a process that lived between two samples there is the event, which has its name, and the last of its bytes.
    [Fact]
    public void WhatLivedBetweenTwoSamplesIsOfItsProgram()
    {
        ProcessIdentity shortLived = new(70, 1);
        UseLedger ledger = new(default, SummaryGrouping.Program);
        DateTimeOffset time = new(2026, 11, 28, 3, 0, 0, TimeSpan.Zero);
        ledger.Take(Rows(null), time, Every);
        ledger.Take(Rows(shortLived), time + Every, Every);
        ledger.Finish();
        RecordedUse use = Assert.Single(ledger.Uses());
        Assert.Equal(("curl", 500, 20), (use.Name, use.ReceivedBytes, use.SentBytes));

        SampleRows Rows(ProcessIdentity? ended)
        {
            SampleDraft draft = new();
            draft.Read(ProcessRows.Reading, _ => { });
            draft.Read(TrafficRows.Reading, _ =>
            {
                if (ended is { } process)
                {
                    draft.Add(
                        RecordTable.Traffic,
                        ProcessRows.KeyOf(process),
                        new RowBuilder().Add(1, process.Pid).Add(2, process.StartTime).Add(3, true).Add(4, 20).Add(5, 500).Build()
                    );
                    EventRows.Add(
                        draft,
                        [
                            new ProcessExitedEvent
                            {
                                Time = time,
                                Identity = process,
                                Name = "curl",
                                ExitCode = 0,
                            },
                        ]
                    );
                }
            });
            return DraftRows.Of(draft);
        }
    }

    private void Send(int pid, long received, long sent) =>
        _fake.Processes.AddTraffic(
            pid,
            new ProcessNetworkIOCounters
            {
                BytesReceived = received,
                BytesSent = sent,
                MessagesReceived = 1,
                MessagesSent = 1,
            }
        );

    private void UseGpu(int pid, string gpu, long? memory, double? gfx = null, double? video = null, double? percent = null)
    {
        Dictionary<string, GpuEngine> engines = [];
        foreach ((string name, double? busy) in (ReadOnlySpan<(string, double?)>)[("gfx", gfx), ("video", video)])
        {
            if (busy is { } seconds)
            {
                engines[name] = new GpuEngine { BusyTime = TimeSpan.FromSeconds(seconds) };
            }
        }

        _fake.Gpus.Processes.Add(
            new GpuProcess
            {
                Process = _fake.Processes.FromIdentity(new ProcessIdentity(pid, pid)),
                GpuId = gpu,
                Memory = memory,
                UtilizationPercent = percent,
                Engines = engines,
            }
        );
    }

    private void Record(int samples, Action<int> change)
    {
        if (_fake.Gpus.All.Count == 0)
        {
            SimulatedHardware.Step(_fake, Every);
            _fake.Gpus.Processes.Clear();
        }

        using MachineRecorder recorder = _folder.Open(_fake, _folder.Options with { CountTraffic = true });
        for (int sample = 0; sample < samples; sample++)
        {
            // What is counted before the first sample, or after the last, is of no span.
            change(sample);
            Assert.True(recorder.Record(), recorder.LastFailure);
            _clock.Advance(Every);
        }
    }

    private RecordingSummary Summarize(SummaryGrouping grouping) => Summarize(grouping, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    private RecordingSummary Summarize(SummaryGrouping grouping, DateTimeOffset from, DateTimeOffset to) =>
        Recording.Open(_folder.Path).Summarize(from, to, grouping, TestContext.Current.CancellationToken);
}
