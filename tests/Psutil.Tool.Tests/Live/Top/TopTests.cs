using System.Diagnostics;

namespace Psutil.Tool.Tests.Live;

/// <summary>The full screen in a real terminal: what it shows, and what it leaves behind however it ends.</summary>
public class TopTests
{
    private const string Command = TopPane.Command;

    public TopTests() => Assert.SkipWhen(TmuxTerminal.WhyNot is not null, TmuxTerminal.WhyNot ?? "");

    [Fact]
    public async Task ItShowsTheMachineAndObeysKeys()
    {
        await using TmuxTerminal terminal = await Start();
        string mode = await terminal.Mode();
        await TopPane.Open(terminal);
        Assert.NotEqual(mode, await terminal.Mode());
        await terminal.Keys("h");
        await terminal.WaitFor("move; PgUp");
        await terminal.Keys("x", "t");
        await terminal.WaitFor("tree");
        await terminal.Keys("t", "I");
        await terminal.WaitFor("CPU% of machine");
        await terminal.Keys(">");
        await terminal.WaitFor("by MEM%");
        await terminal.Keys("F1");
        await terminal.WaitFor("move; PgUp");

        // Escape and p in one go would be Alt+p.
        await terminal.Keys("Escape");
        await terminal.WaitFor("by MEM%");
        await terminal.Keys("p");
        await terminal.WaitFor("PAUSED");
        await terminal.Keys("q");
        await TopPane.AssertClean(terminal, mode, 0);
    }

    [Theory]
    [InlineData("exception", 3)]
    [InlineData("abort", 134)]
    public async Task ACrashLeavesTheTerminalAsItWas(string crash, int exitCode)
    {
        await using TmuxTerminal terminal = await Start();
        string mode = await terminal.Mode();
        await terminal.Line($"PSUTIL_TEST_TOP_CRASH={crash} {Command}; echo ended-$?");
        await terminal.WaitFor($"ended-{exitCode}");
        await TopPane.AssertClean(terminal, mode);
    }

    [Theory]
    [InlineData("KILL", true, 137)]
    [InlineData("TERM", true, 143)]
    [InlineData("HUP", true, 129)]
    [InlineData("TERM", false, 143)]
    public async Task ASignalLeavesTheTerminalAsItWas(string signal, bool isInner, int exitCode)
    {
        await using TmuxTerminal terminal = await Start();
        string mode = await terminal.Mode();
        await terminal.Line(Command + "; echo ended-$?");
        await terminal.WaitFor("COMMAND");
        (int guard, int inner) = await terminal.GuardAndScreen();
        await Executable.Run("kill", ["-" + signal, (isInner ? inner : guard).ToString(CultureInfo.InvariantCulture)]);
        await terminal.WaitFor("ended-" + exitCode.ToString(CultureInfo.InvariantCulture));
        await TopPane.AssertClean(terminal, mode);
        await WaitUntilGone(guard, inner);
    }

    [Fact]
    public async Task KillingItByNameSparesItsGuard()
    {
        await using TmuxTerminal terminal = await Start();
        await TopPane.Open(terminal);
        (int guard, int inner) = await terminal.GuardAndScreen();
        (_, string output, _) = await Executable.Run("ps", ["-o", "comm=,args=", "-p", guard.ToString(CultureInfo.InvariantCulture)]);
        Assert.Equal(["terminal-guard", "terminal-guard"], output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        (_, output, _) = await Executable.Run("ps", ["-o", "args=", "-p", inner.ToString(CultureInfo.InvariantCulture)]);
        Assert.Contains("Psutil.Tool top", output, StringComparison.Ordinal);
        await terminal.Keys("q");
        await TopPane.AssertClean(terminal, null, 0);
    }

    [Fact]
    public async Task WithoutItsGuardItGivesTheTerminalBackAndEnds()
    {
        await using TmuxTerminal terminal = await Start();
        string mode = await terminal.Mode();
        await TopPane.Open(terminal);
        (int guard, int inner) = await terminal.GuardAndScreen();
        await Executable.Run("kill", ["-KILL", guard.ToString(CultureInfo.InvariantCulture)]);
        await terminal.WaitUntilGivenBack(mode);
        await WaitUntilGone(guard, inner);
        await terminal.Line("echo shell-$((40 + 2))");
        await terminal.WaitFor("shell-42");
    }

    [Fact]
    public async Task SuspendedItGivesTheTerminalBackAndGoesOnAfterwards()
    {
        await using TmuxTerminal terminal = await Start();
        string mode = await terminal.Mode();
        await TopPane.Open(terminal);
        await terminal.Keys("C-z");
        await terminal.WaitFor("Stopped");
        await TopPane.AssertClean(terminal, mode);
        await terminal.Line("fg");
        await terminal.WaitFor("COMMAND");
        Assert.Equal(TopPane.Taken, await terminal.State());
        await terminal.Keys("q");
        await TopPane.AssertClean(terminal, mode);
    }

    [Theory]
    [InlineData("STOP", true)]
    [InlineData("TSTP", true)]
    [InlineData("TSTP", false)]
    public async Task StoppedFromOutsideItsTerminalIsGivenBackToo(string signal, bool isInner)
    {
        await using TmuxTerminal terminal = await Start();
        string mode = await terminal.Mode();
        await TopPane.Open(terminal);
        (int guard, int inner) = await terminal.GuardAndScreen();
        await Executable.Run("kill", ["-" + signal, (isInner ? inner : guard).ToString(CultureInfo.InvariantCulture)]);
        await terminal.WaitFor("Stopped");
        await TopPane.AssertClean(terminal, mode);
        await terminal.Line("fg");
        await terminal.WaitFor("COMMAND");
        Assert.Equal(TopPane.Taken, await terminal.State());

        // And it is guarded as before.
        await Executable.Run("kill", ["-KILL", inner.ToString(CultureInfo.InvariantCulture)]);
        await terminal.WaitFor("ended by signal 9");
        await TopPane.AssertClean(terminal, mode);
    }

    [Fact]
    public async Task AResizeIsFollowed()
    {
        await using TmuxTerminal terminal = await Start();
        await TopPane.Open(terminal);
        await terminal.Resize(40, 10);
        string small = await terminal.WaitFor(
            screen => screen.Contains("q quit", StringComparison.Ordinal) && screen.TrimEnd('\n').Split('\n').Length == 10,
            "ten lines"
        );
        Assert.Contains("CPU%", small, StringComparison.Ordinal);
        await terminal.Resize(200, 50);
        await terminal.WaitFor(
            screen =>
                screen.Contains("PPID", StringComparison.Ordinal) && screen.Split('\n')[49].Contains("q quit", StringComparison.Ordinal),
            "fifty wide lines"
        );
        await terminal.Keys("q");
        await TopPane.AssertClean(terminal, null);
    }

    [Fact]
    public async Task AHostileNameIsShownAndObeyedByNobody()
    {
        const string Marker = "hostile-psutil-top";
        await using TmuxTerminal terminal = await Start(width: 200);
        using Process hostile = Executable.Start(
            "bash",
            ["-c", $"exec -a $'\\e]2;owned\\a\\e[2J\\x9b2J\\u202e{Marker}' sleep 600"],
            ("LC_ALL", "C.UTF-8")
        );
        try
        {
            await TopPane.Open(terminal, "--args");
            await terminal.Keys("F4");
            await terminal.Line(Marker);
            const string Title = "\\x1b]2;owned\\x07";

            // Its row before the filter can still be there while the terminal draws.
            string screen = await terminal.WaitFor(
                screen =>
                    screen.Contains($"filter \"{Marker}\": 1 of ", StringComparison.Ordinal)
                    && screen.Split('\n').Count(line => line.Contains(Title, StringComparison.Ordinal)) == 1,
                "the hostile process alone"
            );
            string row = Assert.Single(screen.Split('\n'), line => line.Contains(Title, StringComparison.Ordinal));
            Assert.Contains("\\x1b[2J\\x9b2J\\u202e" + Marker, row, StringComparison.Ordinal);
            Assert.Contains("psutil top", screen, StringComparison.Ordinal);
            await terminal.Keys("q");
            await TopPane.AssertClean(terminal, null);
        }
        finally
        {
            hostile.Kill();
        }
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("--readonly", false)]
    public async Task AProcessIsEndedAfterAYesUnlessThatIsForbidden(string option, bool ends)
    {
        await using TmuxTerminal terminal = await Start();
        string seconds = (1_000_000 + Environment.ProcessId + (ends ? 0 : 1)).ToString(CultureInfo.InvariantCulture);
        using Process victim = Executable.Start("sleep", [seconds]);
        try
        {
            await TopPane.Open(terminal, option);
            await terminal.Keys("F4");
            await terminal.Line("sleep " + seconds);

            // Not the count of a filter that is half typed.
            await terminal.WaitFor($"filter \"sleep {seconds}\": 1 of ");
            await terminal.Keys("k");
            if (ends)
            {
                await terminal.WaitFor("Send SIGTERM to sleep");
                Assert.False(victim.HasExited);
                await terminal.Keys("y");
                await victim.WaitForExitAsync(TestContext.Current.CancellationToken);
                Assert.Equal(143, victim.ExitCode);
            }
            else
            {
                await terminal.WaitFor("read-only: started with --readonly");
                await terminal.Keys("y");
                await terminal.WaitFor("by CPU%");
                Assert.False(victim.HasExited);
            }

            await terminal.Keys("q");
            await TopPane.AssertClean(terminal, null);
        }
        finally
        {
            victim.Kill();
        }
    }

    [Fact]
    public async Task WithoutUtf8AndColoursItIsPlainAscii()
    {
        await using TmuxTerminal terminal = await Start();
        await terminal.Line("LC_ALL=C NO_COLOR=1 " + Command);
        await terminal.WaitFor("COMMAND");
        string screen = await terminal.Screen(withEscapes: true);
        Assert.DoesNotContain(screen, character => character > '~');
        Assert.DoesNotMatch("\u001b\\[[0-9;]*[349][0-7]", screen);
        await terminal.Keys("q");
        await TopPane.AssertClean(terminal, null);
    }

    [Theory]
    [InlineData("TERM=dumb " + Command)]
    [InlineData(Command + " < /dev/null")]
    [InlineData(Command + " 2>&1 | cat")]
    public async Task WhereThereIsNoScreenItSaysSo(string line)
    {
        await using TmuxTerminal terminal = await Start();
        await terminal.Line(line);
        await terminal.WaitFor("psutil top -b");
        Assert.Equal(TopPane.Idle, await terminal.State());
    }

    private static Task<TmuxTerminal> Start(int width = 100) => TopPane.Start(width);

    private static async Task WaitUntilGone(params int[] pids)
    {
        foreach (int pid in pids)
        {
            Stopwatch waited = Stopwatch.StartNew();
            while (Directory.Exists($"/proc/{pid}"))
            {
                Assert.True(waited.Elapsed < TimeSpan.FromSeconds(60), $"process {pid} is left behind");
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }
    }
}
