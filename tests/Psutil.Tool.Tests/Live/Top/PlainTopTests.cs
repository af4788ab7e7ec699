using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Psutil.Tool.Tests.Live;

/// <summary>The full screen as macOS and the BSDs get it, without a guard, run here in a real terminal.</summary>
public class PlainTopTests
{
    private const string Command = TopPane.Command;

    public PlainTopTests() => Assert.SkipWhen(TmuxTerminal.WhyNot is not null, TmuxTerminal.WhyNot ?? "");

    [Fact]
    public async Task ItShowsTheMachineAndObeysKeys()
    {
        await using TmuxTerminal terminal = await Start();
        string mode = await terminal.Mode();
        await TopPane.Open(terminal);
        Assert.NotEqual(mode, await terminal.Mode());
        await ScreenOf(terminal);
        await terminal.Keys("F1");
        await terminal.WaitFor("move; PgUp");
        await terminal.Keys("Escape");
        await terminal.WaitFor("by CPU%");
        await terminal.Keys(">");
        await terminal.WaitFor("by MEM%");
        await terminal.Keys("F4");
        await terminal.Line("größe☃");
        await terminal.WaitFor("filter \"größe☃\": 0 of ");

        // Escape and p in one go would be Alt+p.
        await terminal.Keys("Escape");
        await terminal.WaitFor(screen => !screen.Contains("filter \"", StringComparison.Ordinal), "no filter");
        await terminal.Keys("p");
        await terminal.WaitFor("PAUSED");
        await terminal.Keys("C-c");
        await TopPane.AssertClean(terminal, mode, 0);
    }

    [Fact]
    public async Task AnExceptionLeavesTheTerminalAsItWas()
    {
        await using TmuxTerminal terminal = await Start();
        string mode = await terminal.Mode();
        await terminal.Line($"PSUTIL_TEST_TOP_CRASH=exception {Command}; echo ended-$?");
        await terminal.WaitFor("ended-3");
        await TopPane.AssertClean(terminal, mode);
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    [InlineData("INT", 130)]
    [InlineData("QUIT", 131)]
    public async Task ASignalLeavesTheTerminalAsItWas(string signal, int exitCode)
    {
        await using TmuxTerminal terminal = await Start();
        string mode = await terminal.Mode();
        await TopPane.Open(terminal, "; echo ended-$?");
        await Signal(signal, await ScreenOf(terminal));
        await terminal.WaitFor("ended-" + exitCode.ToString(CultureInfo.InvariantCulture));
        await TopPane.AssertClean(terminal, mode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("TSTP")]
    public async Task SuspendedItGivesTheTerminalBackAndGoesOnAfterwards(string? signal)
    {
        await using TmuxTerminal terminal = await Start();
        string mode = await terminal.Mode();
        await TopPane.Open(terminal);

        // Twice: the second time shows that the first one left it listening.
        for (int time = 0; time < 2; time++)
        {
            if (signal is null)
            {
                await terminal.Keys("C-z");
            }
            else
            {
                await Signal(signal, await ScreenOf(terminal));
            }

            await terminal.WaitFor("Stopped");
            await TopPane.AssertClean(terminal, mode);
            await terminal.Line("clear; fg");
            await terminal.WaitFor("COMMAND");
            Assert.Equal(TopPane.Taken, await terminal.State());
            Assert.NotEqual(mode, await terminal.Mode());
        }

        await terminal.Keys("q");
        await TopPane.AssertClean(terminal, mode);
    }

    [Fact]
    public async Task WithoutAShellThatCouldGoOnWithItItDoesNotStop()
    {
        await using TmuxTerminal terminal = await Start();
        await terminal.Line($"exec {Command}");
        await terminal.WaitFor("COMMAND");
        await terminal.Keys("C-z", "F1");
        await terminal.WaitFor("move; PgUp");
        Assert.Equal(TopPane.Taken, await terminal.State());
    }

    [Fact]
    public async Task AResizeIsFollowed()
    {
        await using TmuxTerminal terminal = await Start();

        // Not by the next refresh.
        await TopPane.Open(terminal, "-d 600");
        await terminal.Resize(40, 10);
        await terminal.WaitFor(
            screen => screen.Contains("q quit", StringComparison.Ordinal) && screen.TrimEnd('\n').Split('\n').Length == 10,
            "ten lines"
        );
        await terminal.Resize(200, 50);
        await terminal.WaitFor(
            screen =>
                screen.Contains("PPID", StringComparison.Ordinal) && screen.Split('\n')[49].Contains("q quit", StringComparison.Ordinal),
            "fifty wide lines"
        );
        await terminal.Keys("q");
        await TopPane.AssertClean(terminal, null, 0);
    }

    [Fact]
    public async Task WaitingCostsNothing()
    {
        await using TmuxTerminal terminal = await Start();
        await TopPane.Open(terminal, "-d 600");
        int pid = await ScreenOf(terminal);
        using Process process = Process.GetProcessById(pid);

        // The thread that draws sleeps until something happens: it does not look again and again. On a busy machine it may take a while to
        // come to rest.
        long switches = long.MaxValue;
        for (int look = 0; look < 20 && switches > 4; look++)
        {
            long before = SwitchesOf(pid);
            await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
            switches = SwitchesOf(pid) - before;
        }

        Assert.InRange(switches, 0, 4);
        Assert.False(process.HasExited);
    }

    private static Task<TmuxTerminal> Start() => TopPane.Start(100, "PSUTIL_TEST_TOP_TERMINAL=plain");

    private static Task Signal(string name, int pid) => Executable.Run("kill", ["-" + name, pid.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>The one process of <c>psutil top</c> on this terminal, which no other guards.</summary>
    private static async Task<int> ScreenOf(TmuxTerminal terminal)
    {
        (_, string output, _) = await Executable.Run("ps", ["-t", terminal.Device["/dev/".Length..], "-o", "pid=,args="]);
        string only = Assert.Single(output.Split('\n'), line => Regex.IsMatch(line, @"Psutil\.Tool top|terminal-guard"));
        return int.Parse(only.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
    }

    // How often the first thread has waited, by the kernel's count.
    private static long SwitchesOf(int pid) =>
        long.Parse(
            File.ReadLines($"/proc/{pid}/task/{pid}/status")
                .Single(line => line.StartsWith("voluntary_ctxt_switches", StringComparison.Ordinal))
                .Split('\t')[1],
            CultureInfo.InvariantCulture
        );
}
