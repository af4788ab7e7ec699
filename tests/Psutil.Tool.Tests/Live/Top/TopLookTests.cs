using System.Text.RegularExpressions;

namespace Psutil.Tool.Tests.Live;

/// <summary>What the full screen shows at its usual sizes, of arguments, of equal processes and in colours, on a real terminal.</summary>
public class TopLookTests
{
    public TopLookTests() => Assert.SkipWhen(TmuxTerminal.WhyNot is not null, TmuxTerminal.WhyNot ?? "");

    [Fact]
    public async Task EachSizeIsUsedAsFarAsItGoes()
    {
        await using TmuxTerminal terminal = await TopPane.Start(80);
        await TopPane.Open(terminal, $"--pid {Environment.ProcessId}");
        foreach ((int width, int height) in ((int, int)[])[(40, 15), (80, 24), (120, 40), (200, 60), (80, 24)])
        {
            await terminal.Resize(width, height);
            await terminal.WaitFor(
                screen =>
                    screen.Split('\n')[..^1] is var lines
                    && lines.Length == height
                    && lines[0].StartsWith("psutil top", StringComparison.Ordinal)
                    && lines[^1].StartsWith("h help", StringComparison.Ordinal)
                    && Array.Exists(lines, line => line.Contains("COMMAND", StringComparison.Ordinal))
                    && Array.Exists(lines, line => line.StartsWith("  0%", StringComparison.Ordinal)) == height >= 40
                    && screen.Contains(" PPID ", StringComparison.Ordinal) == width >= 120,
                $"a screen of {width} columns and {height} lines"
            );
        }
    }

    [Fact]
    public async Task SecretsAreMaskedUntilAllIsAskedFor()
    {
        using ProcessFamily family = new(1, "--password=hunter2");
        await using TmuxTerminal terminal = await Open(family, 260, "", arguments: "masked");
        string screen = await terminal.WaitFor("--password=***");
        Assert.DoesNotContain("hunter2", screen, StringComparison.Ordinal);
        await terminal.Keys("a");
        screen = await terminal.WaitFor(text => !text.Contains("--password", StringComparison.Ordinal), "names only");
        Assert.Contains(family.ParentName, screen, StringComparison.Ordinal);
        await terminal.Keys("a");
        await terminal.WaitFor("--password=hunter2");
    }

    [Fact]
    public async Task EqualProcessesAreOneRowOfTheTreeUntilItIsUnfolded()
    {
        using ProcessFamily family = new(6);
        await using TmuxTerminal terminal = await Open(family, 120, "--tree");
        string screen = await terminal.WaitFor($"6 × ");
        Assert.Single(screen.Split('\n'), line => line.Contains(family.ChildName, StringComparison.Ordinal));
        await terminal.Keys("Down");
        await terminal.WaitFor(text => Regex.IsMatch(text, "^>.*6 × ", RegexOptions.Multiline), "the cursor on the row of all");
        await terminal.Keys("k");
        await terminal.WaitFor("Send SIGTERM to 6 processes: ");
        await terminal.Keys("n");
        await terminal.WaitFor("nothing was sent");
        await terminal.Keys("+");
        await terminal.WaitFor(
            text => text.Split('\n').Count(line => line.Contains(family.ChildName, StringComparison.Ordinal)) == 6,
            "six rows"
        );
    }

    [Fact]
    public async Task ASearchGoesFromOneToTheNextAndHidesNothing()
    {
        using ProcessFamily family = new(3);
        await using TmuxTerminal terminal = await Open(family, 120, "--sort pid");
        await terminal.Keys("/");
        await terminal.Line("kin\\d+x\\d+[c]");
        string screen = await terminal.WaitFor("search \"kin\\d+x\\d+[c]\"");
        Assert.Contains(family.ParentName, screen, StringComparison.Ordinal);
        List<int> found = [];
        for (int step = 0; step < 3; step++)
        {
            int? before = found.Count > 0 ? found[^1] : null;
            await terminal.WaitFor(text => Selected(text) is { } pid && pid != before, "the next one");
            found.Add(Selected(await terminal.Screen())!.Value);
            await terminal.Keys("n");
        }

        Assert.Equal(family.Children, found.Order());
        await terminal.Keys("Escape");
        await terminal.WaitFor(text => !text.Contains("search \"", StringComparison.Ordinal), "no search");
    }

    [Fact]
    public async Task ProcessesAreGroupedByTheProgram()
    {
        using ProcessFamily family = new(3);
        await using TmuxTerminal terminal = await Open(family, 120, "--group program");
        string screen = await terminal.WaitFor($"[3] {family.ChildName}");
        Assert.Contains($"[1] {family.ParentName}", screen, StringComparison.Ordinal);
        await terminal.Keys("*");
        await terminal.WaitFor(
            text => text.Split('\n').Count(line => line.Contains(family.ChildName, StringComparison.Ordinal)) == 4,
            "the group and its three processes"
        );
    }

    [Theory]
    [InlineData("COLORTERM=truecolor", @"\e\[[0-9;]*38;2;", true)]
    [InlineData("COLORTERM= TERM=tmux-256color", @"\e\[[0-9;]*38;5;", true)]
    [InlineData("COLORTERM= TERM=tmux-256color", @"\e\[[0-9;]*38;2;", false)]
    [InlineData("COLORTERM= TERM=screen", @"\e\[[0-9;]*38;", false)]
    [InlineData("COLORTERM= TERM=screen", @"\e\[[0-9;]*3[1-7]", true)]
    [InlineData("NO_COLOR=1", @"\e\[[0-9;]*[349][0-8]", false)]
    public async Task ColoursAreThoseOfTheTerminal(string environment, string sequence, bool isUsed)
    {
        await using TmuxTerminal terminal = await TmuxTerminal.Start(120, 40, ["PSUTIL=" + Executable.Psutil, .. environment.Split(' ')]);
        await TopPane.Open(terminal);
        Assert.Equal(isUsed, Regex.IsMatch(await terminal.Screen(withEscapes: true), sequence));
    }

    private static async Task<TmuxTerminal> Open(ProcessFamily family, int width, string options, string arguments = "names")
    {
        TmuxTerminal terminal = await TmuxTerminal.Start(width, 30, "PSUTIL=" + Executable.Psutil, "PSUTIL_ARGS=" + arguments);
        await TopPane.Open(terminal, $"--pid {string.Join(',', family.Children.Prepend(family.Parent))} {options}");
        return terminal;
    }

    private static int? Selected(string screen) =>
        Regex.Match(screen, @"^>[* +x] *(\d+) ", RegexOptions.Multiline) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : null;
}
