using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Tests.Top;

public class TopKeysTests
{
    // From the busiest: 54321, 310, 2, 1 and, unknown yet, 4000.
    private static TopState Start => TopFixture.State().WithSample(TopFixture.Sample());

    [Fact]
    public void TheCursorMovesAndStaysInside()
    {
        Assert.Equal(54321, Start.Selected?.Pid);
        Assert.Equal(310, Start.Press("<Down>").Selected?.Pid);
        Assert.Equal(54321, Start.Press("<Down><Up><Up>").Selected?.Pid);
        Assert.Equal(4000, Start.Press("<End><Down><PageDown>").Selected?.Pid);
        Assert.Equal(54321, Start.Press("<End><Home>").Selected?.Pid);
        Assert.Null(TopFixture.State().Press("<Down><End>").Selected);
    }

    [Fact]
    public void TheRowsScrollWithTheCursor()
    {
        TopProcess[] many = [.. Enumerable.Range(1, 100).Select(pid => TopFixture.Process(pid, 0, "p", 0))];
        TopState state = TopFixture.State(80, 12).WithSample(TopFixture.Sample(many));
        int height = state.TableHeight;
        Assert.Equal(0, state.Press("<Down>").Offset);
        Assert.Equal(100 - height, state.Press("<End>").Offset);
        Assert.Equal(1, state.Press(string.Concat(Enumerable.Repeat("<Down>", height))).Offset);
        Assert.InRange(state.Press("<End>").WithSize(80, 40).Offset, 0, 100 - state.WithSize(80, 40).TableHeight);
    }

    [Fact]
    public void WithoutFollowingTheCursorStaysWhereItIs()
    {
        TopState state = Start.Press("<Down>");
        Assert.Equal(310, state.Selected?.Pid);
        Assert.Equal(1, state.WithSample(Busy(310)).Cursor);
        Assert.Equal(54321, state.WithSample(Busy(310)).Selected?.Pid);
    }

    [Fact]
    public void AFollowedProcessKeepsTheCursor()
    {
        TopState state = Start.Press("<Down>F");
        Assert.Equal(310, state.Followed?.Pid);
        Assert.Equal(310, state.WithSample(Busy(310)).Selected?.Pid);
        Assert.Contains("following", state.Screen(), StringComparison.Ordinal);
        Assert.Null(state.Press("F").Followed);
        Assert.Null(state.Press("<Down>").Followed);
    }

    [Fact]
    public void WhenTheFollowedOneEndsThatIsSaid()
    {
        TopSample without = TopFixture.Sample() with
        {
            Processes = [.. TopFixture.Sample().Processes.Where(process => process.Pid != 54321)],
        };
        TopState state = Start.Press("F").WithSample(without);
        Assert.Null(state.Followed);
        Assert.Equal("secret (54321), which was followed, has ended", state.Message);
    }

    [Fact]
    public void APidThatNowBelongsToAnotherIsNotFollowed()
    {
        TopState state = TopFixture.State().WithSample(TopFixture.Sample(TopFixture.Process(5, 0, "old"))).Press("F ");
        TopProcess reused = TopFixture.Process(new ProcessSnapshot(new ProcessIdentity(5, 999)) { Name = "new" });
        state = state.WithSample(TopFixture.Sample(reused));
        Assert.Null(state.Followed);
        Assert.Empty(state.Tagged);
    }

    [Fact]
    public void TheFilterFollowsWhatIsTyped()
    {
        TopState typing = Start.Press("\\syst");
        Assert.Equal([1], typing.Pids());
        Assert.Equal("syst", typing.Press("<Enter>").Filter.Text);
        Assert.Equal("sys", typing.Press("<Backspace>").Filter.Text);
        Assert.Equal("", typing.Press("<Escape>").Filter.Text);
        Assert.Equal("", typing.Press("<Enter><Escape>").Filter.Text);
        Assert.Equal("", typing.Press("<C-u>").Filter.Text);

        // Keys with a meaning are letters here.
        Assert.Equal("qk", Start.Press("\\qk", out TopAction? action).Filter.Text);
        Assert.Null(action);
        Assert.Equal("a", Start.Press("\\a<Enter>\\b<Escape>").Filter.Text);
    }

    [Fact]
    public void QuittingIsAskedForByEachOfItsKeys() =>
        Assert.All((string[])["q", "<C-c>", "<F10>", "\\abc<C-c>", "k<C-c>", "h<C-c>"], keys =>
        {
            Start.Press(keys, out TopAction? action);
            Assert.IsType<TopAction.Quit>(action);
        });

    [Fact]
    public void SuspendAndRefreshAreAskedForEverywhere()
    {
        Start.Press("<Enter><C-z>", out TopAction? suspend);
        Assert.IsType<TopAction.Suspend>(suspend);
        Start.Press("k<C-l>", out TopAction? refresh);
        Assert.IsType<TopAction.Refresh>(refresh);
    }

    [Fact]
    public void TagsAreSetByIdentityAndGoWithTheirProcess()
    {
        TopState state = Start.Press("  ");
        Assert.Equal([310, 54321], state.Tagged.Select(identity => identity.Pid).Order());
        Assert.Equal(2, state.Cursor);
        Assert.Empty(state.Press("U").Tagged);
        Assert.Single(
            state
                .WithSample(
                    TopFixture.Sample() with
                    {
                        Processes = [.. TopFixture.Sample().Processes.Where(process => process.Pid != 310)],
                    }
                )
                .Tagged
        );
    }

    [Fact]
    public void ASignalIsSentAfterAYesAloneAndToTheIdentity()
    {
        TopState asking = Start.Press("k", out TopAction? action);
        Assert.Null(action);
        Assert.IsType<ChoiceDialog>(asking.Dialog);
        Assert.Contains("Send SIGTERM to secret (54321)?", asking.Screen(), StringComparison.Ordinal);
        Assert.Null(asking.Press("x<Enter> ", out action).Message);
        Assert.Null(action);
        Assert.Null(asking.Press("n", out action).Dialog);
        Assert.Null(action);
        Assert.Null(asking.Press("<Escape>", out action).Dialog);
        Assert.Null(action);
        Assert.Null(asking.Press("y", out action).Dialog);
        TopAction.SendSignal send = Assert.IsType<TopAction.SendSignal>(action);
        Assert.Equal([new ProcessIdentity(54321, 5432100)], send.Targets);
        Assert.Equal(Signal.Terminate, send.Signal.Signal);
    }

    [Fact]
    public void AnotherSignalCanBeChosen()
    {
        Start.Press("k<Down>y", out TopAction? action);
        Assert.Equal(Signal.Kill, Assert.IsType<TopAction.SendSignal>(action).Signal.Signal);
        Start.Press("k<Up><Down><Down><Up>y", out action);
        Assert.Equal(Signal.Terminate, Assert.IsType<TopAction.SendSignal>(action).Signal.Signal);
    }

    [Fact]
    public void TheTargetsAreThoseOfWhenItWasAsked()
    {
        // Between the question and the answer the rows move.
        Start.Press("k").WithSample(Busy(310)).Press("y", out TopAction? action);
        Assert.Equal(54321, Assert.IsType<TopAction.SendSignal>(action).Targets.Single().Pid);
        Start.Press("  ").Press("<Down>ky", out action);
        Assert.Equal(2, Assert.IsType<TopAction.SendSignal>(action).Targets.Count);
    }

    [Fact]
    public void ANiceValueIsSetAfterAYes()
    {
        TopState asking = Start.Press("r-5");
        Assert.Contains("-5_", asking.Screen(), StringComparison.Ordinal);
        TopState confirming = asking.Press("<Enter>", out TopAction? action);
        Assert.Null(action);
        Assert.Contains("Set nice -5 for secret (54321)?", confirming.Screen(), StringComparison.Ordinal);
        confirming.Press("y", out action);
        Assert.Equal(-5, Assert.IsType<TopAction.SetNice>(action).Nice);
        confirming.Press("n", out action);
        Assert.Null(action);
    }

    [Fact]
    public void WhereThereArePriorityClassesOneOfThemIsSetAfterAYes()
    {
        TopState start = Start with { HasPriorityClasses = true };
        Assert.Contains("Set priority normal for secret (54321)?", start.Press("r").Screen(), StringComparison.Ordinal);
        TopState asking = start.Press("r<Up>", out TopAction? action);
        Assert.Null(action);
        Assert.Contains("Set priority above normal for secret (54321)?", asking.Screen(), StringComparison.Ordinal);
        asking.Press("y", out action);
        TopAction.SetPriority set = Assert.IsType<TopAction.SetPriority>(action);
        Assert.Equal((System.Diagnostics.ProcessPriorityClass.AboveNormal, 54321), (set.Priority.Class, set.Targets.Single().Pid));
        Assert.Contains("nothing was changed", asking.Press("n", out action).Screen(), StringComparison.Ordinal);
        Assert.Null(action);
        Assert.Null((start with { IsReadOnly = true }).Press("r").Dialog);
    }

    [Theory]
    [InlineData("r<Enter>y")]
    [InlineData("r99<Enter>y")]
    [InlineData("r-<Enter>y")]
    [InlineData("r-21<Enter>y")]
    [InlineData("rabc<Enter>y")]
    public void AValueThatIsNoneIsNotAccepted(string keys)
    {
        Assert.NotNull(Start.Press(keys, out TopAction? action).Dialog);
        Assert.Null(action);
    }

    [Theory]
    [InlineData("k")]
    [InlineData("<F9>")]
    [InlineData("r")]
    public void ReadOnlyForbidsActing(string key)
    {
        TopState state = TopFixture.State(isReadOnly: true).WithSample(TopFixture.Sample()).Press(key + "y", out TopAction? action);
        Assert.Null(state.Dialog);
        Assert.Null(action);
        Assert.StartsWith(
            "read-only",
            TopFixture.State(isReadOnly: true).WithSample(TopFixture.Sample()).Press(key).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void WhatIsSaidGoesWithTheNextKey() => Assert.Null(Start.Press("-").Press("<Down>").Message);

    [Fact]
    public void AnUnknownKeySaysThatItDoesNothing()
    {
        Assert.Equal("'Z' does nothing here; h lists the keys", Start.Press("Z").Message);
        Assert.Equal("Ctrl+A does nothing here; h lists the keys", Start.Press("<C-a>").Message);
    }

    [Fact]
    public void PauseAndTheScaleOfCpuAreSwitched()
    {
        Assert.True(Start.Press("p").IsPaused);
        Assert.False(Start.Press("pp").IsPaused);
        Assert.True(Start.Press("I").IsPercentOfMachine);
        Assert.False(Start.Press("I%").IsPercentOfMachine);
    }

    [Fact]
    public void SortingByIOEndsWithItsColumns()
    {
        TopState state = Start.Press("i");
        while (!state.Sort.IsIO)
        {
            state = state.Press(">");
        }

        Assert.Equal(TopColumns.Cpu, state.Press("i").Sort);
    }

    [Fact]
    public void DetailsAreReadAPageAtATime()
    {
        TopState state = Start.Press("<Enter>", out TopAction? action);
        Assert.IsType<TopAction.ReadDetail>(action);
        Assert.Equal(DetailPage.Summary, state.Detail?.Page);
        Assert.Equal(DetailPage.Threads, state.Press("<Tab>").Detail?.Page);
        Assert.Equal(DetailPage.Limits, state.Press("<BackTab>").Detail?.Page);
        Assert.Equal(DetailPage.Maps, state.Press("6").Detail?.Page);
        Assert.Equal(DetailPage.Summary, state.Press("8").Detail?.Page);
        Assert.Equal(DetailPage.Threads, Start.Press("H").Detail?.Page);
        Assert.Null(state.Press("q", out action).Detail);
        Assert.Null(action);
    }

    [Fact]
    public void TheEnvironmentIsReadOnlyWhenItIsAskedFor()
    {
        TopState state = Start.Press("<Enter>5", out TopAction? action);
        Assert.Null(action);
        Assert.False(state.Detail?.IsReadable);
        Assert.Contains("may hold secrets", state.Screen(), StringComparison.Ordinal);
        Assert.True(state.Press("<Enter>", out action).Detail?.IsReadable);
        Assert.IsType<TopAction.ReadDetail>(action);

        // It was asked for once: who comes back later is asked again.
        Assert.False(state.Press("<Enter>65").Detail?.IsReadable);
    }

    [Fact]
    public void LongDetailsScroll()
    {
        TopState state = Start.Press("<Enter>");
        state = state with
        {
            Detail = state.Detail!.WithLines(
                [.. Enumerable.Range(1, 100).Select(line => $"line {line} {new string('x', 200)}")],
                state.Height
            ),
        };
        Assert.Contains("line 2 ", state.Press("<Down>").Line(2), StringComparison.Ordinal);
        Assert.Contains("line 100 ", state.Press("<End>").Line(-2), StringComparison.Ordinal);
        Assert.Equal(0, state.Press("<PageDown><PageUp><Up>").Detail?.Offset);
        Assert.StartsWith("xxxx", state.Press("<Right><Right>").Line(2), StringComparison.Ordinal);
        Assert.Equal(0, state.Press("<Right><Left><Left>").Detail?.ColumnOffset);
        Assert.Contains("lines 1-21 of 100", state.Line(-1), StringComparison.Ordinal);
    }

    [Fact]
    public void HelpIsShownAndLeft()
    {
        Assert.Contains("Keys", Start.Press("h").Screen(), StringComparison.Ordinal);
        Assert.False(Start.Press("?x").ShowsHelp);
        Assert.NotEqual(Start.Press("h").Screen(), Start.Press("h<Down>").Screen());
        Assert.Equal(Start.Press("h").Screen(), Start.Press("h<PageDown><PageUp>").Screen());
    }

    [Fact]
    public void EscapeTakesBackTheFilterThenTheTagsThenFollowing()
    {
        TopState state = Start.Press(" F\\s<Enter>");
        Assert.Equal(
            ("", 1, true),
            (state.Press("<Escape>").Filter.Text, state.Press("<Escape>").Tagged.Count, state.Press("<Escape>").Followed is not null)
        );
        Assert.Empty(state.Press("<Escape><Escape>").Tagged);
        Assert.Null(state.Press("<Escape><Escape><Escape>").Followed);
    }

    private static TopSample Busy(int pid) =>
        TopFixture.Sample() with
        {
            Processes =
            [
                .. TopFixture.Sample().Processes.Select(process => process.Pid == pid ? process with { CpuPercent = 1e6 } : process),
            ],
        };
}
