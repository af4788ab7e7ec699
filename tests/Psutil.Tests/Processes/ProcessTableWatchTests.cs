namespace Psutil.Tests;

/// <summary>Differences between two looks, on a table that no operating system gave.</summary>
public class ProcessTableWatchTests
{
    private static readonly ProcessWatchOptions Options = new() { Interval = TimeSpan.FromMilliseconds(1) };

    private static ProcessSnapshot Process(
        int pid,
        long start,
        string? name,
        ProcessStatus status = ProcessStatus.Running,
        int threads = 1,
        int parent = 1
    ) =>
        new(new ProcessIdentity(pid, start))
        {
            Name = name,
            Status = status,
            ThreadCount = threads,
            ParentPid = parent,
        };

    /// <summary>What a watch tells of a sequence of tables, without its times.</summary>
    private static async Task<List<string>> TellAsync(params List<ProcessSnapshot>[] tables)
    {
        ChangingProcesses processes = new() { Table = tables[0] };
        await using IAsyncEnumerator<ProcessEvent> events = processes
            .Watch(Options, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

        // The last table's only news is a process that marks the end.
        List<string> told = [];
        foreach (List<ProcessSnapshot> table in tables.Skip(1))
        {
            ProcessIdentity marker = new(int.MaxValue, processes.Looks);
            processes.Table = [.. table, Process(marker.Pid, marker.StartTime!.Value, "marker")];
            do
            {
                Assert.True(await events.MoveNextAsync());
                if (Describe(events.Current) is { } text)
                {
                    told.Add(text);
                }
            } while (events.Current is not ProcessStartedEvent started || started.Identity != marker);
        }

        return told;
    }

    private static string? Describe(ProcessEvent happening) =>
        happening switch
        {
            ProcessStartedEvent { Identity.Pid: not int.MaxValue } started =>
                $"started {started.Identity.Pid}/{started.Identity.StartTime} {started.Name} by {started.ParentPid}",
            ProcessExitedEvent { Identity.Pid: not int.MaxValue } exited =>
                $"exited {exited.Identity.Pid}/{exited.Identity.StartTime} {exited.Name} {exited.ExitCode}",
            ProcessRenamedEvent renamed => $"renamed {renamed.Identity.Pid}/{renamed.Identity.StartTime} {renamed.Name} {renamed.ByExec}",
            _ => null,
        };

    [Fact]
    public async Task WhatIsThereAtTheBeginningIsNoNews() =>
        Assert.Empty(await TellAsync([Process(1, 1, "init"), Process(2, 5, "sh")], [Process(1, 1, "init"), Process(2, 5, "sh")]));

    [Fact]
    public async Task StartsAndExitsAreTold() =>
        Assert.Equal(
            ["exited 2/5 sh ", "started 3/9 ls by 7"],
            await TellAsync([Process(1, 1, "init"), Process(2, 5, "sh")], [Process(1, 1, "init"), Process(3, 9, "ls", parent: 7)])
        );

    [Fact]
    public async Task APidThatIsInUseAgainIsAnExitAndAStart() =>
        Assert.Equal(["exited 2/5 sh ", "started 2/6 sh by 1"], await TellAsync([Process(2, 5, "sh")], [Process(2, 6, "sh")]));

    [Fact]
    public async Task AnotherNameIsTold() =>
        Assert.Equal(["renamed 2/5 ls ", "exited 2/5 ls "], await TellAsync([Process(2, 5, "sh")], [Process(2, 5, "ls")], []));

    [Fact]
    public async Task ANameThatCannotBeReadIsNoOther() =>
        Assert.Empty(await TellAsync([Process(2, 5, "sh")], [Process(2, 5, null)], [Process(2, 5, "sh")]));

    [Fact]
    public async Task AZombieHasEndedUnlessOthersOfItsThreadsLive() =>
        Assert.Equal(
            ["exited 3/6 b "],
            await TellAsync(
                [Process(2, 5, "a"), Process(3, 6, "b"), Process(4, 7, "c", ProcessStatus.Zombie)],
                [
                    Process(2, 5, "a", ProcessStatus.Zombie, threads: 2),
                    Process(3, 6, "b", ProcessStatus.Zombie),
                    Process(4, 7, "c", ProcessStatus.Zombie),
                ],
                [Process(2, 5, "a", ProcessStatus.Zombie, threads: 2)]
            )
        );

    [Fact]
    public async Task AUsersFacetCanReportEventsFromElsewhere()
    {
        ProcessEvent[] events = [new ProcessEventsLostEvent { Time = DateTimeOffset.UnixEpoch, Count = 3 }];
        using ProcessWatch watch = new(ProcessWatchSource.Kernel, events.ToAsyncEnumerable());
        List<ProcessEvent> read = [];
        await foreach (ProcessEvent happening in watch)
        {
            read.Add(happening);
        }

        Assert.Equal(events, read);
    }
}
