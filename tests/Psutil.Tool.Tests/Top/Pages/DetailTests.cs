using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Tests.Top;

/// <summary>Keys and the mouse while the details of a process are open, below the table and on the whole screen.</summary>
public class DetailTests
{
    private static TopState Split => TopFixture.State(120, 40).WithSample(TopFixture.Sample()).Press("<Enter>");

    private static TopState Whole => TopFixture.State(80, 24).WithSample(TopFixture.Sample()).Press("<Enter>");

    public static TheoryData<bool> Sizes => [true, false];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void TheWordsOfTheBottomLineAreButtons(bool isSplit)
    {
        TopState state = isSplit ? Split : Whole;
        Assert.Null(Click(state, "back").Detail);
        Assert.Equal(DetailPage.Threads, Click(state, "next page").Detail?.Page);
        Assert.IsType<ChoiceDialog>(Click(state, "kill").Dialog);
        Assert.NotEqual(state.Detail?.Process, Click(state, "next process").Detail?.Process);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void TheNamesOfThePagesAreButtons(bool isSplit)
    {
        TopState state = Click(isSplit ? Split : Whole, "4 sockets", out TopAction? action);
        Assert.Equal(DetailPage.Sockets, state.Detail?.Page);
        Assert.IsType<TopAction.ReadDetail>(action);
        Assert.Equal(DetailPage.Summary, Click(state, "1 summary").Detail?.Page);
    }

    [Fact]
    public void OnANarrowScreenTheNumbersOfThePagesAreButtons()
    {
        TopState state = Whole.WithSize(60, 24);
        Assert.Equal(DetailPage.Maps, Click(state, " 6 ").Detail?.Page);
    }

    [Fact]
    public void AClickIntoTheTableShowsThatProcessOnTheSamePage()
    {
        TopState state = Click(Split.Press("3"), "/sbin/init", out TopAction? action);
        Assert.Equal((1, DetailPage.Files), (state.Detail?.Process.Pid, state.Detail?.Page));
        Assert.Equal(1, state.Selected?.Pid);
        Assert.IsType<TopAction.ReadDetail>(action);
        Assert.Null(state.Detail?.Lines);
    }

    [Fact]
    public void TheEnvironmentOfAnotherProcessIsAskedForAnew()
    {
        TopState state = Split.Press("5<Enter>");
        Assert.True(state.Detail?.IsReadable);
        state = Click(state, "/sbin/init", out TopAction? action);
        Assert.False(state.Detail?.IsReadable);
        Assert.Null(action);
    }

    [Fact]
    public void AHeadingSortsAndTheCursorStaysOnTheShownProcess()
    {
        TopState state = Click(Split, "MEM%");
        Assert.Equal("MEM%", state.Sort.Header);
        Assert.Equal(state.Detail?.Process.Identity, state.Selected?.Identity);
        state = state.WithSample(TopFixture.Sample());
        Assert.Equal(state.Detail?.Process.Identity, state.Selected?.Identity);
    }

    [Fact]
    public void TheNextAndThePreviousProcessAreThoseOfTheTable()
    {
        TopState state = Split;
        int[] pids = [.. state.Pids()];
        Assert.Equal(pids[1], state.Press("n").Detail?.Process.Pid);
        Assert.Equal(pids[0], state.Press("nN").Detail?.Process.Pid);
        TopState first = state.Press("N");
        Assert.Equal((pids[0], "there is no other process in this direction"), (first.Detail?.Process.Pid, first.Message));
        Assert.Equal(pids[^1], state.Press(new string('n', pids.Length + 3)).Detail?.Process.Pid);
    }

    [Fact]
    public void RowsOfGroupsHaveNoDetails()
    {
        TopState state = TopFixture.State(120, 40).WithSample(TopFixture.Sample()).Press("guser<Enter>*");
        Assert.Contains(state.Rows, row => row.Group is not null);
        int process = state.Rows.Index().First(entry => entry.Item.Group is null).Index;
        state = state.MoveTo(process).Press("<Enter>");
        Assert.NotNull(state.Detail);
        for (int step = 0; step < state.Rows.Count; step++)
        {
            state = state.Press("n");
            Assert.Equal((state.Selected?.Pid, null), (state.Detail?.Process.Pid, state.Rows[state.Cursor].Group));
        }
    }

    [Fact]
    public void ASignalIsForTheShownProcessAndNotForTheTagged()
    {
        TopState state = TopFixture.State(120, 40).WithSample(TopFixture.Sample()).Press("  <Home><Enter>");
        Assert.Equal(2, state.Tagged.Count);
        ChoiceDialog question = Assert.IsType<ChoiceDialog>(state.Press("k").Dialog);
        Assert.Equal([state.Detail!.Process.Identity], question.Targets.Select(target => target.Identity));
        Assert.IsType<NiceDialog>(state.Press("r").Dialog);
        state.Press("ky", out TopAction? action);
        Assert.Equal([state.Detail.Process.Identity], Assert.IsType<TopAction.SendSignal>(action).Targets);
        Assert.Contains("read-only", (state with { IsReadOnly = true }).Press("k").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AfterTheEndThereIsNobodyToSignal()
    {
        TopState state = Split;
        state = state.WithSample(
            TopFixture.Sample() with
            {
                Processes = [.. TopFixture.Sample().Processes.Where(process => process.Pid != state.Detail!.Process.Pid)],
            }
        );
        Assert.True(state.Detail?.IsEnded);
        state = state.Press("k");
        Assert.Equal((null, "there is no process to act on"), (state.Dialog, state.Message));
    }

    [Fact]
    public void AnUnknownKeySaysSoAndTheHelpComesAndGoes()
    {
        Assert.Contains("'z' does nothing here", Split.Press("z").Line(-1), StringComparison.Ordinal);
        Assert.Contains("'8' does nothing here", Whole.Press("8").Line(-1), StringComparison.Ordinal);
        TopState help = Whole.Press("h");
        Assert.True(help.ShowsHelp);
        Assert.NotNull(help.Press("<Escape>").Detail);
        Whole.Press("<F10>", out TopAction? action);
        Assert.IsType<TopAction.Quit>(action);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void NoClickActsOnAProcess(bool isSplit)
    {
        TopState state = isSplit ? Split : Whole;
        for (int line = 0; line < state.Height; line++)
        {
            for (int column = 0; column < state.Width; column += 3)
            {
                TopState clicked = Click(state, column, line, out TopAction? action);
                Assert.False(action is TopAction.SendSignal or TopAction.SetNice, $"{column} {line}");
                Assert.NotNull(clicked.Screen());
            }
        }
    }

    [Fact]
    public void WhereALongPageIsScrolledToIsSaidBesideTheKeys()
    {
        TopState state = Whole;
        state = state with { Detail = state.Detail!.WithLines([.. Enumerable.Range(0, 100).Select(_ => "x")], state.Height) };
        Assert.EndsWith("lines 1-21 of 100", state.Line(-1), StringComparison.Ordinal);
        Assert.EndsWith("lines 22-42 of 100", state.Press("<PageDown>").Line(-1), StringComparison.Ordinal);
        Assert.Contains("Esc back", state.Line(-1), StringComparison.Ordinal);
    }

    private static TopState Click(TopState state, string text) => Click(state, text, out _);

    private static TopState Click(TopState state, string text, out TopAction? action)
    {
        (int line, string content) = state.Screen().Split('\n').Index().Last(entry => entry.Item.Contains(text, StringComparison.Ordinal));
        return Click(state, content.IndexOf(text, StringComparison.Ordinal) + 1, line, out action);
    }

    private static TopState Click(TopState state, int column, int line, out TopAction? action)
    {
        (TopState next, action) = TopKeys.Press(state, new Key(KeyCode.Mouse, Mouse: new MouseReport(MouseKind.Press, column, line)));
        return next;
    }
}
