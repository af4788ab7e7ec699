using System.Text.RegularExpressions;

namespace Psutil.Tool.Tests.Live;

/// <summary>A real terminal with <c>psutil top</c> on it, and what must hold of it afterwards.</summary>
internal static class TopPane
{
    /// <summary>What the shell is told to run.</summary>
    public const string Command = "\"$PSUTIL\" top";

    /// <summary><see cref="TmuxTerminal.State"/> of a terminal that is the shell's.</summary>
    public const string Idle = "0 1";

    /// <summary><see cref="TmuxTerminal.State"/> of one that is ours.</summary>
    public const string Taken = "1 0";

    public static Task<TmuxTerminal> Start(int width = 100, params string[] environment) =>
        TmuxTerminal.Start(width, 30, ["PSUTIL=" + Executable.Psutil, .. environment]);

    public static async Task Open(TmuxTerminal terminal, string option = "")
    {
        await terminal.Line($"{Command} {option}");

        // The load comes with the first sample.
        await terminal.WaitFor(
            screen => screen.Contains("COMMAND", StringComparison.Ordinal) && Regex.IsMatch(screen, @"\d+ processes"),
            "the first sample"
        );
        Assert.Equal(Taken, await terminal.State());
    }

    /// <summary>The terminal is the shell's again, as it was.</summary>
    public static async Task AssertClean(TmuxTerminal terminal, string? mode, int? exitCode = null)
    {
        // What is typed is the shell's again: before the screen was given back it would have been taken for keys.
        await terminal.WaitFor(
            screen => screen.Split('\n').Any(line => line.StartsWith("ready>", StringComparison.Ordinal)),
            "the shell's prompt"
        );
        await terminal.Line("echo shell-$((40 + 2))-$?");
        await terminal.WaitFor(exitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $"shell-42-{code}") : "shell-42-");
        Assert.Equal(Idle, await terminal.State());
        if (mode is not null)
        {
            Assert.Equal(mode, await terminal.Mode());
        }
    }
}
