using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Tests.Top;

/// <summary>Which rows the table has, and in which order.</summary>
public class RowTests
{
    private static readonly TopProcess[] Family =
    [
        TopFixture.Process(1, 0, "init"),
        TopFixture.Process(10, 1, "shell", 3),
        TopFixture.Process(11, 10, "editor", 50, "bob"),
        TopFixture.Process(12, 1, "daemon", null),
        TopFixture.Process(13, 12, "worker", 9),
        TopFixture.Process(20, 12, "worker", 9),
    ];

    private static TopState Table => TopFixture.State().WithSample(TopFixture.Sample(Family));

    private static TopState Tree => Table.Press("t<Home>");

    [Fact]
    public void TheBusiestComesFirstUnknownLastAndEqualOnesByPid() => Assert.Equal([11, 13, 20, 10, 1, 12], Table.Pids());

    [Fact]
    public void ReversedUnknownStaysLast() => Assert.Equal([1, 10, 13, 20, 11, 12], Table.Press("R").Pids());

    [Fact]
    public void EveryColumnCanBeSortedBy()
    {
        TopState state = TopFixture.State().WithSample(TopFixture.Sample()).Press("i");
        HashSet<string> seen = [];
        for (int step = 0; step < TopColumns.All.Count; step++)
        {
            state = state.Press(">");
            Assert.Equal(5, state.Rows.Count);
            Assert.Equal(5, state.Press("R").Pids().Distinct().Count());
            seen.Add(state.Sort.Header);
        }

        Assert.Equal(TopColumns.All.Select(column => column.Header).Order(), seen.Order());
        Assert.Equal(state.Sort, state.Press("><").Sort);
    }

    [Fact]
    public void TextIsSortedWhateverItsCase()
    {
        TopState state = TopFixture
            .State()
            .WithSample(TopFixture.Sample(TopFixture.Process(1, 0, "b"), TopFixture.Process(2, 0, "A"), TopFixture.Process(3, 0, "C")));
        while (state.Sort != TopColumns.Command)
        {
            state = state.Press(">");
        }

        Assert.Equal([2, 1, 3], state.Pids());
        Assert.Equal([3, 1, 2], state.Press("R").Pids());
    }

    [Fact]
    public void TheTreeKeepsTheOrderOfStartsWhateverTheProcessesDo()
    {
        Assert.Equal([1, 10, 11, 12, 13, 20], Tree.Pids());
        TopProcess[] later = [.. Family.Reverse().Select(process => process with { CpuPercent = 100 - process.CpuPercent })];
        Assert.Equal([1, 10, 11, 12, 13, 20], Tree.WithSample(TopFixture.Sample(later)).Pids());
        Assert.Equal([0, 1, 2, 1, 2, 2], Tree.Rows.Select(row => row.Node!.Depth));
    }

    [Fact]
    public void FoldingHidesDescendantsAndSaysHowMany()
    {
        TopState folded = Tree.Press("-");
        Assert.Equal([1], folded.Pids());
        Assert.Equal(5, folded.Rows[0].HiddenCount);
        Assert.Equal([1, 10, 11, 12, 13, 20], folded.Press("+").Pids());

        // A refresh leaves it folded.
        Assert.Equal([1], folded.WithSample(TopFixture.Sample(Family)).Pids());
    }

    [Fact]
    public void AllCanBeFoldedAndUnfolded()
    {
        Assert.Equal([1], Tree.Press("*").Pids());
        Assert.Equal(6, Tree.Press("**").Rows.Count);
        Assert.Equal(6, Table.Press("*").Rows.Count);
    }

    [Fact]
    public void TheFilterLetsThroughNamesUsersCommandsAndPids()
    {
        Assert.Equal([13, 20], Table.WithFilter("WORK").Pids());
        Assert.Equal([11], Table.WithFilter("bob").Pids());
        Assert.Equal([12], Table.WithFilter("12").Pids());
        Assert.Empty(Table.WithFilter("nobody at all").Rows);
    }

    [Fact]
    public void InTheTreeTheFilterKeepsAncestors()
    {
        TopState state = Tree.WithFilter("bob");
        Assert.Equal([1, 10, 11], state.Pids());
        Assert.Equal([true, true, false], state.Rows.Select(row => row.IsContext));
        Assert.Equal(1, state.MatchCount);
    }

    [Fact]
    public void ParentsThatPointAtEachOtherLoseNobody()
    {
        TopProcess[] circle =
        [
            TopFixture.Process(5, 7, "a"),
            TopFixture.Process(6, 5, "b"),
            TopFixture.Process(7, 6, "c"),
            TopFixture.Process(8, 8, "self"),
        ];
        Assert.Equal([5, 6, 7, 8], TopFixture.State().WithSample(TopFixture.Sample(circle)).Press("t").Pids());
    }

    [Fact]
    public void AChainOfThousandsIsNoTrouble()
    {
        TopProcess[] chain = [.. Enumerable.Range(1, 20_000).Select(pid => TopFixture.Process(pid, pid - 1, "chain"))];
        TopState state = TopFixture.State().WithSample(TopFixture.Sample(chain)).Press("t<End>");
        Assert.Equal(20_000, state.Rows.Count);
        Assert.Contains("..", state.Screen(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheTreeIsSortedByWhatSubtreesUse()
    {
        TopProcess[] processes =
        [
            TopFixture.Process(1, 0, "init", 0),
            TopFixture.Process(2, 1, "idle", 1),
            TopFixture.Process(3, 1, "parent", 0),
            TopFixture.Process(4, 3, "child", 30),
            TopFixture.Process(5, 1, "busy", 20),
        ];
        TopState tree = TopFixture.State().WithSample(TopFixture.Sample(processes)).Press("tP");
        Assert.Equal([1, 3, 4, 5, 2], tree.Pids());
        Assert.Equal([1, 2, 5, 3, 4], tree.Press("R").Pids());

        // The table keeps its own order.
        Assert.Equal([4, 5, 2, 1, 3], tree.Press("t").Pids());
        Assert.Equal([1, 3, 4, 5, 2], tree.Press("tt").Pids());
    }

    [Fact]
    public void AFoldedRowShowsTheSums()
    {
        TopProcess[] processes =
        [
            TopFixture.Process(1, 0, "dotnet", 10),
            TopFixture.Process(2, 1, "node", 20),
            TopFixture.Process(3, 2, "node", 157),
        ];
        TopState folded = TopFixture.State(100, 24).WithSample(TopFixture.Sample(processes)).Press("t<Home>-");
        Assert.Equal(187, folded.Rows[0].Process.Sum?.CpuPercent);
        Assert.Contains(folded.Screen().Split('\n'), line =>
            line.Contains("187.0", StringComparison.Ordinal) && line.Contains("[+2] dotnet", StringComparison.Ordinal)
        );
        Assert.Null(folded.Press("+").Rows[0].Process.Sum);
    }

    [Fact]
    public void ManyEqualChildrenAreOneRowUntilItIsUnfolded()
    {
        TopProcess[] processes =
        [
            TopFixture.Process(1, 0, "init", 0),
            TopFixture.Process(2, 1, "other", 0),
            .. Enumerable.Range(10, 500).Select(pid => TopFixture.Process(pid, 1, "sleep", 0.5)),
        ];
        TopState tree = TopFixture.State(100, 24).WithSample(TopFixture.Sample(processes)).Press("t<End>");
        Assert.Equal([1, 2, 10], tree.Pids());
        Assert.Contains("500 \u00d7 sleep", tree.Screen(), StringComparison.Ordinal);
        Assert.Contains("Send SIGTERM to 500 processes", tree.Press("k").Screen(), StringComparison.Ordinal);
        TopState unfolded = tree.Press("+");
        Assert.Equal(502, unfolded.Rows.Count);
        Assert.Equal([1, 2, 10], unfolded.Press("<End>-").Pids());
    }

    [Fact]
    public void KernelThreadsAreHiddenAtFirst()
    {
        TopProcess thread = TopFixture.Process(
            new ProcessSnapshot(new ProcessIdentity(9, 9))
            {
                Name = "kworker",
                Status = ProcessStatus.Idle,
                IsKernelThread = true,
            }
        );
        TopState state = TopFixture.State(120, 24).WithSample(TopFixture.Sample(thread, TopFixture.Process(10, 0, "mine")));
        Assert.Equal([10], state.Pids());
        Assert.Equal([9, 10], state.Press("KN").Pids());
        Assert.Equal([10], state.Press("KK").Pids());
    }

    [Fact]
    public void OneUsersProcessesCanBeChosen()
    {
        TopState menu = Table.Press("u");
        Assert.Contains("all users", menu.Screen(), StringComparison.Ordinal);
        Assert.Equal([11], menu.Press("bob<Enter>").Pids());
        Assert.Contains("user bob", menu.Press("bob<Enter>").Screen(), StringComparison.Ordinal);
        Assert.Equal(6, menu.Press("bob<Enter><Escape>").Rows.Count);
    }

    [Fact]
    public void ASearchMovesTheCursorAndHidesNothing()
    {
        TopState found = Table.Press("/work");
        Assert.Equal((6, "worker"), (found.Rows.Count, found.Selected?.Snapshot.Name));
        TopState kept = found.Press("<Enter>");
        int first = kept.Selected!.Pid;
        int second = kept.Press("n").Selected!.Pid;
        Assert.NotEqual(first, second);
        Assert.Equal(first, kept.Press("nN").Selected?.Pid);
        Assert.Equal(first, kept.Press("nn").Selected?.Pid);
        Assert.Equal(Table.Cursor, found.Press("<Escape>").Cursor);
        Assert.Contains("no process matches", Table.Press("/zzz").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("^work", 2)]
    [InlineData("wor(ker|king)", 2)]
    [InlineData("w.rk", 2)]
    [InlineData("bob|12", 1)]
    [InlineData("(", 0)]
    [InlineData("[", 0)]
    [InlineData("*", 0)]
    public void ATextMayBeAnExpression(string text, int count) => Assert.Equal(count, Table.WithFilter(text).Rows.Count);

    [Fact]
    public void AnAddedColumnIsShownAndSorts()
    {
        TopProcess process = TopFixture.Process(7, 0, "mine") with
        {
            Added = new AddedReadings(Fields: new ProcessSnapshot(new ProcessIdentity(7, 7)) { OomScore = 42 }),
        };
        TopState state = TopFixture.State(120, 24).WithSample(TopFixture.Sample(process)).Press("<F2>oom<Enter><Escape>");
        Assert.Contains(" OOM", state.Screen(), StringComparison.Ordinal);
        Assert.Contains("  42 ", state.Screen(), StringComparison.Ordinal);
        Assert.Equal(ProcessFields.OomScore, state.ExtraFields);
        TopState sorted = state.Press("soom<Enter>");
        Assert.Equal("OOM", sorted.Sort.Header);
        Assert.Equal(TopColumns.Cpu, sorted.Press("<F2>oom<Enter>").Sort);
    }

    [Fact]
    public void ASignalIsFoundByItsNumberOrName()
    {
        TopAction? Sent(string keys)
        {
            Table.Press("k" + keys + "y", out TopAction? action);
            return action;
        }

        Assert.Equal(Signal.Kill, Assert.IsType<TopAction.SendSignal>(Sent("9")).Signal.Signal);
        Assert.Equal(Signal.HangUp, Assert.IsType<TopAction.SendSignal>(Sent("hup")).Signal.Signal);
        Assert.Equal(Signal.HangUp, Assert.IsType<TopAction.SendSignal>(Sent("1")).Signal.Signal);
        Assert.Equal(Signal.Terminate, Assert.IsType<TopAction.SendSignal>(Sent("15")).Signal.Signal);
        Assert.Equal(Signal.Interrupt, Assert.IsType<TopAction.SendSignal>(Sent("int")).Signal.Signal);
        Assert.Null(Sent("n"));
    }

    [Fact]
    public void TheCommandIsScrolledAndItsSecretsAreMasked()
    {
        TopProcess process = TopFixture.Process(
            new ProcessSnapshot(new ProcessIdentity(7, 7))
            {
                Name = "mysql",
                CommandLine = ["/usr/bin/mysql", "--password=hunter2", "-h", "db"],
            }
        );
        TopState state = TopFixture.State(120, 24).WithSample(TopFixture.Sample(process));
        Assert.Contains("/usr/bin/mysql --password=*** -h db", state.Screen(), StringComparison.Ordinal);
        Assert.Contains("/mysql --password=*** -h db", state.Press("<Right>").Screen(), StringComparison.Ordinal);
        Assert.DoesNotContain("/usr", state.Press("<Right>").Screen(), StringComparison.Ordinal);
        Assert.Contains("/usr/bin/mysql", state.Press("<Right><Left><Left>").Screen(), StringComparison.Ordinal);
    }
}
