using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Text;

namespace Psutil.Tool.Tests.Commands;

public class OverviewTests
{
    [Fact]
    public void IntoAPipeItIsWholeAndPlain() => Snapshot.Matches(new ToolRun().Run().Output, "overview-pipe.txt");

    [Theory]
    [InlineData(80, 24)]
    [InlineData(40, 24)]
    [InlineData(200, 50)]
    public void OnATerminalItFits(int width, int height)
    {
        ToolRun run = new ToolRun { Terminal = ToolRun.TerminalOf(width, height) }.Run();
        string[] lines = run.Output.Split('\n');
        Assert.All(lines, line => Assert.True(TextWidth.Of(line) <= width, $"{TextWidth.Of(line)} columns: {line}"));
        Assert.True(lines.Length <= height, $"{lines.Length} lines");
        Snapshot.Matches(run.Output, $"overview-{width}.txt");
    }

    [Theory]
    [InlineData(80)]
    [InlineData(81)]
    [InlineData(133)]
    [InlineData(300)]
    public void BoxesStandAlignedWhateverIsInThem(int width)
    {
        ToolRun run = new() { Terminal = ToolRun.TerminalOf(width, 60) };
        run.Machine.Processes.AddRange(
            (
                (string[])["🦀 crab", "e\u0301a\u0308", "مرحبا", "ﬁ一二三四五六七八九十", "[red]x[/]", "[x", "\u200bzero", "👩\u200d🚀"]
            ).Select((name, index) => ToolProcess.Create(70000 + index, name, user: name))
        );
        string[] lines = run.Run().Output.TrimEnd('\n').Split('\n');
        Assert.All(lines[2..], line => Assert.Equal(width, TextWidth.Of(line)));
        Assert.Equal(3, lines.Count(line => line[0] == '╭'));
        Assert.Contains(lines, line => line.Contains("[red]x[/]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(79, 24)]
    [InlineData(80, 23)]
    public void WhereThereIsNoRoomForBoxesThereAreNone(int width, int height) =>
        Assert.DoesNotContain(
            '╭',
            new ToolRun { Terminal = ToolRun.TerminalOf(width, height) }
                .Run()
                .Output
        );

    [Fact]
    public void ADumbTerminalGetsNoBoxes() =>
        Assert.DoesNotContain(
            "--CPU",
            new ToolRun { Terminal = ToolRun.TerminalOf(80) with { CanRedraw = false, HasUnicode = false } }
                .Run()
                .Output,
            StringComparison.Ordinal
        );

    [Fact]
    public void InAsciiTheBoxesAreAscii()
    {
        string output = new ToolRun { Terminal = ToolRun.TerminalOf(80) }
            .Run("--ascii")
            .Output;
        Assert.DoesNotContain(output, unit => unit > '~');
        Snapshot.Matches(output, "overview-ascii.txt");
    }

    [Fact]
    public void ColoursAreOursAndTheBoxesStayAligned()
    {
        string output = new ToolRun { Terminal = ToolRun.TerminalOf(80) with { HasColor = true } }
            .Run()
            .Output;
        Snapshot.Matches(output, "overview-color.txt");
        string plain = System.Text.RegularExpressions.Regex.Replace(output, "\u001b\\[[0-9;]*m", "");
        Assert.Equal(
            new ToolRun { Terminal = ToolRun.TerminalOf(80) }
                .Run()
                .Output,
            plain
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(59)]
    [InlineData(80)]
    [InlineData(120)]
    public void NoWidthBreaksIt(int width)
    {
        ToolRun run = new ToolRun { Terminal = ToolRun.TerminalOf(width) }.Run();
        Assert.Equal(0, run.ExitCode);
        Assert.All(run.Output.Split('\n'), line => Assert.True(TextWidth.Of(line) <= width));
    }

    [Fact]
    public void AFileSystemThatDoesNotAnswerIsSaidToHaveTimedOutAndIsNotWaitedForLong()
    {
        ToolRun run = new ToolRun().Run();
        string line = Assert.Single(run.Output.Split('\n'), line => line.Contains("/mnt/dead", StringComparison.Ordinal));
        Assert.Contains("timed out", line, StringComparison.Ordinal);
        Assert.DoesNotContain("0", line, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(1), run.Machine.Disks.LongestTimeout);
    }

    [Fact]
    public void NothingThatATerminalWouldObeyComesThroughEvenWithColours()
    {
        ToolRun run = new ToolRun { Terminal = ToolRun.TerminalOf(200, 50) with { HasColor = true } }.Run();
        string plain = System.Text.RegularExpressions.Regex.Replace(run.Output, "\u001b\\[[0-9;]*m", "");
        Assert.NotEqual(plain, run.Output);
        Assert.DoesNotContain(plain, unit => char.IsControl(unit) && unit != '\n');
        Assert.DoesNotContain('\u202e', plain);
    }

    [Fact]
    public void RatesAreMeasuredOverTheIntervalThatWasAskedFor()
    {
        ToolRun run = new ToolRun().Run("--interval", "2");
        Assert.Equal(TimeSpan.FromSeconds(2), run.Clock.Elapsed);
        Assert.Contains("in 9.8K/s", run.Output, StringComparison.Ordinal);
        Assert.Contains("out 2.0K/s", run.Output, StringComparison.Ordinal);
        Assert.Contains("read 1.0K/s  write 2.0K/s", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ATerminalShowsTheMachineBeforeItsRatesAreMeasured()
    {
        MemoryStream output = new();
        string before = "";
        new ToolRun
        {
            Terminal = ToolRun.TerminalOf(80),
            OutputStream = output,
            OnSleep = _ => before = System.Text.Encoding.UTF8.GetString(output.ToArray()),
        }.Run();
        Assert.Equal(2, before.Count(unit => unit == '\n'));
        Assert.StartsWith("fake  Fake OS 1.0  Linux 6.12.8  podman\nup 3d 4h  load", before, StringComparison.Ordinal);
        string whole = System.Text.Encoding.UTF8.GetString(output.ToArray());
        Assert.Equal(1, whole.Split("Fake OS").Length - 1);
    }

    [Fact]
    public void AHighTerminalIsFilledWithProcesses()
    {
        ToolRun run = new() { Terminal = ToolRun.TerminalOf(200, 80) };
        run.Machine.Processes.AddRange(Enumerable.Range(70000, 500).Select(pid => ToolProcess.Create(pid, "many")));
        string[] lines = run.Run().Output.TrimEnd('\n').Split('\n');
        Assert.InRange(lines.Length, 76, 79);
        Assert.True(lines.Count(line => line.Contains("many", StringComparison.Ordinal)) > 40);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(300)]
    public void ThePartsOfTheCpusAddUp(int width)
    {
        foreach (Terminal terminal in (Terminal[])[ToolRun.TerminalOf(width, 40), new Terminal()])
        {
            ToolRun run = new() { Terminal = terminal };
            run.Machine.Cpu.Other = 0.2;
            string output = run.Run().Output;
            System.Text.RegularExpressions.MatchCollection parts = System.Text.RegularExpressions.Regex.Matches(
                output,
                @"(?<name>user|system|nice|irq|steal|wait) (?<percent>\d+\.\d)%"
            );
            Assert.Equal(["user", "system", "nice", "irq", "steal"], parts.Select(part => part.Groups["name"].Value));
            double busy = double.Parse(
                System.Text.RegularExpressions.Regex.Match(output, @"\] +(\d+\.\d)%").Groups[1].Value,
                CultureInfo.InvariantCulture
            );
            Assert.Equal(busy, parts.Sum(part => double.Parse(part.Groups["percent"].Value, CultureInfo.InvariantCulture)), 0.3);
        }
    }

    [Fact]
    public void TheBusiestProcessesComeFirst()
    {
        string[] lines = new ToolRun().Run().Output.Split('\n');
        int header = Array.FindIndex(lines, line => line.Contains("PID", StringComparison.Ordinal));
        Assert.Equal(["310", "54321", "1"], lines[(header + 1)..(header + 4)].Select(line => line.Trim().Split(' ')[0]));
    }

    [Fact]
    public void WatchingDrawsOverTheSameScreen()
    {
        ToolRun run = new ToolRun { Terminal = ToolRun.TerminalOf(80) }.Run("--watch", "2", "--count", "3");
        string[] frames = run.Output.Split("\u001b[H");
        Assert.Equal("\u001b[2J", frames[0]);
        Assert.Equal(4, frames.Length);
        Assert.All(frames[1..], frame => Assert.EndsWith("\u001b[J", frame, StringComparison.Ordinal));
        Assert.Equal(TimeSpan.FromSeconds(0.3 + 2 + 2), run.Clock.Elapsed);
    }

    [Fact]
    public void WatchingIntoAPipePutsABlankLineBetweenAndNoEscapes()
    {
        string output = new ToolRun().Run("--watch", "2", "--count", "2").Output;
        Assert.DoesNotContain('\u001b', output);
        Assert.Equal(2, output.Split("fake  Fake OS").Length - 1);
    }

    [Fact]
    public void AScreenIsNeverTallerThanTheTerminal()
    {
        ToolRun run = new ToolRun { Terminal = ToolRun.TerminalOf(80, 5) }.Run("--watch", "1", "--count", "1");
        Assert.Equal(4, run.Output.Count(unit => unit == '\n'));
    }

    [Fact]
    public void JsonIsTheDump() => Assert.Equal(new ToolRun().Run("dump", "--json").Output, new ToolRun().Run("--json").Output);
}
