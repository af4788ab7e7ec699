using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;
using Psutil.Tool.Top.View;

namespace Psutil.Tool.Tests.Top;

public class TopViewTests
{
    private static TopState State(int width, int height) =>
        TopFixture.State(width, height).WithSample(TopFixture.Sample(isFirst: true)).WithSample(TopFixture.Sample());

    [Theory]
    [InlineData(40, 10)]
    [InlineData(40, 15)]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    [InlineData(160, 30)]
    [InlineData(200, 60)]
    [InlineData(300, 20)]
    public void TheScreenIsThis(int width, int height) => Snapshot.Matches(State(width, height).Screen(), $"top-{width}x{height}.txt");

    [Fact]
    public void InAsciiTheScreenIsThis() => Snapshot.Matches(State(80, 24).Press("t").Screen(TopFixture.Ascii), "top-ascii-tree.txt");

    [Fact]
    public void WithEverythingOnTheScreenIsThis() =>
        Snapshot.Matches((State(100, 24).Press("tiI F\\s<Enter>pk") with { IsReadOnly = true }).Screen(), "top-all.txt");

    [Theory]
    [InlineData(40, 10)]
    [InlineData(80, 50)]
    public void TheHelpIsThis(int width, int height) =>
        Snapshot.Matches(State(width, height).Press("h").Screen(), $"top-help-{width}x{height}.txt");

    [Fact]
    public void EverySizeCanBeDrawn()
    {
        TopState state = State(80, 24);
        for (int width = 1; width <= 300; width += width < 60 ? 1 : 17)
        {
            for (int height = 1; height <= 60; height += height < 15 ? 1 : 9)
            {
                TopState sized = state.WithSize(width, height);
                Assert.All((string[])["", "t", "k", "r5<Enter>", "h", "<Enter>", "\\x", "i"], keys =>
                    Assert.Equal(height, sized.Press(keys).Screen().Count(character => character == '\n'))
                );
            }
        }
    }

    [Fact]
    public void TheFirstCpuPercentIsBlankAndNotZero()
    {
        TopState first = TopFixture.State(120, 24).WithSample(TopFixture.Sample(isFirst: true));
        string header = first
            .Screen()
            .Split('\n')
            .Single(line =>
                line.Contains("CPU%▼", StringComparison.Ordinal)
                || line.Contains(" CPU%", StringComparison.Ordinal) && line.Contains("RSS", StringComparison.Ordinal)
            );
        int end = header.IndexOf("CPU%", StringComparison.Ordinal) + 5;
        Assert.All(first.Screen().Split('\n').Where(line => line.Contains("root ", StringComparison.Ordinal)), line =>
            Assert.Equal("     ", line[(end - 5)..end])
        );
        Assert.DoesNotContain("0.0%", first.Line(1), StringComparison.Ordinal);
    }

    [Fact]
    public void DeniedNotSupportedUnknownUnmeasuredAndZeroLookDifferent()
    {
        TopColumn read = TopColumns.All.Single(column => column.Header == "READ/s");
        TopSettings settings = new(false, null, new FakeClock(ToolMachine.Start), "root");
        ProcessSnapshot snapshot = new(new ProcessIdentity(1, 1));
        string[] cells =
        [
            TopColumns.Cell(read, TopFixture.Process(snapshot, ioReason: UnavailableReason.Denied), settings),
            TopColumns.Cell(read, TopFixture.Process(snapshot, ioReason: UnavailableReason.NotSupported), settings),
            TopColumns.Cell(read, TopFixture.Process(snapshot), settings),
            TopColumns.Cell(read, TopFixture.Process(snapshot, io: new Traffic(0, 0)), settings),
            TopColumns.Cell(TopColumns.Command, TopFixture.Process(snapshot), settings),
        ];
        Assert.Equal(["-", "n/a", "", "0B", "?"], cells);
    }

    [Fact]
    public void CpuPercentSaysOfWhatItIs()
    {
        TopState state = State(80, 24);
        Assert.Contains("CPU% of one core", state.Screen(), StringComparison.Ordinal);
        Assert.Contains(" 5432 ", state.Screen(), StringComparison.Ordinal);
        Assert.Contains("CPU% of machine", state.Press("I").Screen(), StringComparison.Ordinal);
        Assert.Contains(" 1358 ", state.Press("I").Screen(), StringComparison.Ordinal);
        Assert.Contains("CPU% of one core", State(40, 10).Screen(), StringComparison.Ordinal);
    }

    [Fact]
    public void NothingFromTheSystemReachesTheTerminalAsAControl()
    {
        const string Evil = "\u001b]52;c;aGk=\u0007\u009b2J\u202e\n\u200d";
        TopProcess process = TopFixture.Process(
            new ProcessSnapshot(new ProcessIdentity(7, 7))
            {
                Name = Evil,
                UserName = Evil,
                CommandLine = [Evil],
                Status = ProcessStatus.Running,
            },
            1
        );
        TopState state = (TopFixture.State(120, 30) with { HostName = Evil }).WithSample(TopFixture.Sample(process));
        foreach (string keys in (string[])["", "t", "k", "r", "F", " ", "<Enter>", "\\x\u001b"])
        {
            TopState pressed = state.Press(keys);
            pressed = pressed.Detail is { } detail ? pressed with { Detail = detail.WithLines([Evil], 30) } : pressed;
            string painted = new ScreenPainter(TopFixture.Colors).Paint(TopView.Draw(pressed, TopFixture.Unicode));
            new FakeScreen(120, 30).Write(painted);
            Assert.DoesNotContain(painted, character => character is '\u202e' or '\u200d' or '\u009b');
        }
    }

    [Fact]
    public void WideNamesKeepTheColumnsAligned()
    {
        TopState state = TopFixture
            .State(120, 24)
            .WithSample(
                TopFixture.Sample(TopFixture.Process(5, 0, "漢字", 1, "漢字漢字漢字"), TopFixture.Process(6, 0, "plain", 2, "ann"))
            );
        CellBuffer screen = TopView.Draw(state, TopFixture.Unicode);
        int line = state.Screen().Split('\n').Index().Single(entry => entry.Item.Contains("plain", StringComparison.Ordinal)).Index;
        int start = 0;
        while (screen[start, line].Character != 'p')
        {
            start++;
        }

        Assert.Equal('漢', screen[start, line + 1].Character);
        Assert.Contains("漢字漢字+", state.Screen(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheSelectedAndTheTaggedRowAreMarkedWithoutColours()
    {
        TopState state = State(80, 24).Press(" ");
        string[] lines = state.Screen().Split('\n');
        Assert.Single(lines, line => line.StartsWith('>'));
        Assert.Single(lines, line => line.StartsWith(" *", StringComparison.Ordinal));
        Assert.Contains("1 tagged", state.Screen(), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsMissingSaysWhy()
    {
        TopSample sample = TopFixture.Sample() with
        {
            Network = null,
            Missing = new Dictionary<string, string> { [TopSampler.Network] = "not supported" },
        };
        Assert.Contains("Net   not supported", TopFixture.State().WithSample(sample).Screen(), StringComparison.Ordinal);
    }

    [Fact]
    public void ManyCoresGetACharacterEach()
    {
        TopSample sample = TopFixture.Sample() with
        {
            Cores = [.. Enumerable.Range(0, 256).Select(number => new CoreUse(number, number % 101))],
        };
        TopState state = TopFixture.State(100, 24).WithSample(sample);
        Assert.False(TopLayout.Of(state).HasCoreBars);
        Assert.Equal(
            256,
            state
                .Screen()
                .Split('\n')
                .Skip(1)
                .Take(TopLayout.Of(state).CoreLines)
                .Sum(line => line.Count(character => character is >= '\u2581' and <= '\u2588'))
        );
        Assert.Contains("100%: 100 201", state.WithSize(160, 24).Screen(), StringComparison.Ordinal);
    }

    [Fact]
    public void AtLeastAFewProcessesAreSeenOnASmallScreen() => Assert.InRange(TopLayout.Of(40, 10, 64).TableHeight, 3, 9);

    [Fact]
    public void ALongQuestionIsWrappedAndKeepsItsKeys()
    {
        TopProcess[] many = [.. Enumerable.Range(1, 9).Select(pid => TopFixture.Process(pid, 0, "a-rather-long-name-of-a-process"))];
        TopState state = TopFixture.State(40, 10).WithSample(TopFixture.Sample(many)).Press(string.Concat(Enumerable.Repeat(" ", 9)) + "k");
        Assert.Contains("Send SIGTERM to 9 processes", state.Screen(), StringComparison.Ordinal);
        Assert.Contains("y yes", state.Screen(), StringComparison.Ordinal);
    }

    [Fact]
    public void OnAHighScreenTheDetailsLeaveTheTable()
    {
        TopState state = State(120, 40).Press("<Enter>");
        state = state with { Detail = state.Detail!.WithLines(["first line", "second line"], state.Height) };
        Assert.Contains("COMMAND", state.Screen(), StringComparison.Ordinal);
        Assert.Contains("[1 summary]", state.Line(21), StringComparison.Ordinal);
        Assert.Equal("first line", state.Line(22));
        Assert.DoesNotContain("COMMAND", State(120, 30).Press("<Enter>").Screen(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheLastValuesStayAfterTheEnd()
    {
        TopState state = State(120, 40).Press("<Enter>");
        state = state with { Detail = state.Detail!.WithLines(["last seen"], state.Height) };
        state = state.WithSample(
            TopFixture.Sample() with
            {
                Processes = [.. TopFixture.Sample().Processes.Where(process => process.Pid != 54321)],
            }
        );
        Assert.Contains("secret (54321) has ended", state.Line(20), StringComparison.Ordinal);
        Assert.Equal("last seen", state.Line(22));
    }

    [Fact]
    public void WhoHasJustStartedOrEndedIsMarked()
    {
        TopProcess started = TopFixture.Process(7, 0, "young") with { Life = ProcessLife.Started };
        TopProcess ended = TopFixture.Process(8, 0, "late") with { Life = ProcessLife.Ended };
        TopState state = TopFixture.State(120, 24).WithSample(TopFixture.Sample(started) with { Ended = [ended] });
        string[] lines = state.Screen().Split('\n');
        Assert.Single(lines, line => line.StartsWith(">+", StringComparison.Ordinal) && line.EndsWith("young", StringComparison.Ordinal));
        Assert.Single(lines, line => line.StartsWith(" x", StringComparison.Ordinal) && line.EndsWith("late", StringComparison.Ordinal));

        // Nothing can be done to one that has ended.
        Assert.Null(state.Press("<Down>k").Dialog);
    }

    [Theory]
    [InlineData(null, null, "Sixteen")]
    [InlineData("xterm-256color", null, "TwoHundredFiftySix")]
    [InlineData("xterm-256color", "truecolor", "True")]
    [InlineData("xterm", "24bit", "True")]
    public void TheColoursAreThoseOfTheTerminal(string? term, string? colorTerm, string depth)
    {
        string? Environment(string name) =>
            name == "TERM" ? term
            : name == "COLORTERM" ? colorTerm
            : null;
        Assert.Equal(Enum.Parse<ColorDepth>(depth), ColorDepths.Of(Environment, hasColor: true));
        Assert.Equal(ColorDepth.None, ColorDepths.Of(Environment, hasColor: false));
    }

    [Fact]
    public void EachThemeDrawsEveryLookInEachDepth()
    {
        foreach (Theme theme in Theme.All)
        {
            Assert.Equal(theme, Theme.Find(theme.Name));
            foreach (ColorDepth depth in Enum.GetValues<ColorDepth>())
            {
                Palette palette = new(theme, depth);
                foreach (Role role in Enum.GetValues<Role>())
                {
                    for (byte level = 0; level <= Look.MostLevel; level++)
                    {
                        Assert.Matches("^(;[0-9]+)*$", palette.CodeOf(new Look(role, level)));
                    }
                }
            }
        }

        Palette colors = new(Theme.All[0], ColorDepth.True);
        Assert.NotEqual(colors.CodeOf(Look.Share(5)), colors.CodeOf(Look.Share(95)));
        Assert.Equal(";2", colors.CodeOf(Look.Share(0)));
    }
}
