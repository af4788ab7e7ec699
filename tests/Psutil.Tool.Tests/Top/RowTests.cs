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
}
