namespace Psutil.Recording.Tests.Summaries;

/// <summary>Starts and exits, each of which is counted once although rows and events both show it.</summary>
public sealed class UseLedgerTests
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly DateTimeOffset Start = new(2026, 11, 28, 3, 0, 0, TimeSpan.Zero);
    private static readonly ProcessIdentity Shell = new(7, 100);

    private readonly UseLedger _ledger = new(Start, SummaryGrouping.Program);
    private DateTimeOffset _time = Start;

    [Fact]
    public void AnExitThatRowsAndAnEventShowIsOne()
    {
        Take([Shell]);
        Take([Shell], Exited(Shell, 3));
        Take([]);
        Take([]);
        Take([]);
        Take([]);
        AssertEnds(exited: 1, failed: 1, killed: 0);
    }

    [Fact]
    public void AnEventMayComeAfterTheRowIsGone()
    {
        Take([Shell]);
        Take([]);
        Take([], Exited(Shell, -9));
        Take([]);
        Take([]);
        Take([]);
        AssertEnds(exited: 1, failed: 0, killed: 1);
        Assert.Equal(-9, Assert.Single(_ledger.Failures).ExitCode);
    }

    [Fact]
    public void AZombieHasExitedOnce()
    {
        Take([Shell]);
        Take([Shell], Exited(Shell, 0));
        for (int sample = 0; sample < 10; sample++)
        {
            Take([Shell]);
        }

        Take([]);
        AssertEnds(exited: 1, failed: 0, killed: 0);
    }

    [Fact]
    public void WithoutAnEventTheCodeIsNotKnown()
    {
        Take([Shell]);
        Take([]);
        AssertEnds(exited: 1, failed: 0, killed: 0);
        Assert.Empty(_ledger.Failures);
    }

    [Fact]
    public void WhatLivedBetweenTwoSamplesIsThere()
    {
        Take([]);
        Take([], Started(Shell), Exited(Shell, 1));
        Take([]);
        AssertEnds(exited: 1, failed: 1, killed: 0);
        Assert.Equal(1, _ledger.Started);
        RecordedUse use = Assert.Single(_ledger.Uses());
        Assert.Equal(("sh", 0L, 1L, 1L, 1L), (use.Name, use.Processes, use.Started, use.Exited, use.Failed));
        Assert.Null(use.CpuTime);
    }

    [Fact]
    public void AStartThatIsSeenTwiceIsOne()
    {
        ProcessIdentity early = new(8, 200);
        Take([]);
        Take([Shell], Started(Shell), Started(early));
        Take([Shell, early]);
        Assert.Equal(2, _ledger.Started);
        Assert.Equal(2, Assert.Single(_ledger.Uses()).Started);
    }

    [Fact]
    public void LostEventsAreCounted()
    {
        Take([], new ProcessEventsLostEvent { Time = Start, Count = 5 }, new ProcessEventsLostEvent { Time = Start });
        Assert.Equal(6, _ledger.LostEvents);
    }

    [Fact]
    public void OfManyThatEndedTheSmallArePutTogether()
    {
        const int Count = 30_000;
        UseLedger ledger = new(Start, SummaryGrouping.Process);
        for (int round = 0; round < 2; round++)
        {
            ProcessIdentity[] many = [.. Enumerable.Range(1, Count).Select(pid => new ProcessIdentity(pid, round))];
            ledger.Take(Rows(many, pid => pid), _time + (round * 2 * Every), Every);
            ledger.Take(Rows([], pid => pid), _time + (((round * 2) + 1) * Every), Every);
        }

        ledger.Finish();
        IReadOnlyList<RecordedUse> uses = ledger.Uses();
        RecordedUse others = ledger.Others()!;
        Assert.InRange(uses.Count, 5_000, 20_000);
        Assert.Equal(2 * Count, uses.Count + others.Processes);

        // Those of the second round started in the span, and used their pid in seconds each.
        Assert.Equal(
            TimeSpan.FromSeconds(Count * (Count + 1L) / 2),
            new TimeSpan(uses.Sum(use => use.CpuTime!.Value.Ticks) + others.CpuTime!.Value.Ticks)
        );
        Assert.Equal(Count, uses[0].Process!.Value.Pid);
        Assert.Equal(2 * Count, uses.Sum(use => use.Exited) + others.Exited);
    }

    private static ProcessExitedEvent Exited(ProcessIdentity identity, int code) =>
        new()
        {
            Time = Start,
            Identity = identity,
            Name = "sh",
            ExitCode = code,
        };

    private static ProcessStartedEvent Started(ProcessIdentity identity) =>
        new()
        {
            Time = Start,
            Identity = identity,
            Name = "sh",
        };

    private static SampleRows Rows(IReadOnlyList<ProcessIdentity> processes, Func<int, double> cpuSeconds, params ProcessEvent[] events)
    {
        SampleDraft draft = new();
        draft.Read(ProcessRows.Reading, _ => { });
        foreach (ProcessIdentity identity in processes)
        {
            ProcessSnapshot snapshot = new(identity)
            {
                Name = "sh",
                CpuTimes = new ProcessCpuTimes { User = TimeSpan.FromSeconds(cpuSeconds(identity.Pid)), System = TimeSpan.Zero },
            };
            draft.Add(RecordTable.Processes, ProcessRows.KeyOf(identity), ProcessRows.RowOf(snapshot, snapshot, mask: null));
        }

        EventRows.Add(draft, events);
        return DraftRows.Of(draft);
    }

    private void Take(IReadOnlyList<ProcessIdentity> processes, params ProcessEvent[] events)
    {
        _ledger.Take(Rows(processes, _ => 0, events), _time, Every);
        _time += Every;
    }

    private void AssertEnds(long exited, long failed, long killed)
    {
        _ledger.Finish();
        Assert.Equal((exited, failed, killed), (_ledger.Exited, _ledger.Failed, _ledger.Killed));
        RecordedUse use = Assert.Single(_ledger.Uses());
        Assert.Equal((exited, failed, killed), (use.Exited, use.Failed, use.Killed));
    }
}
