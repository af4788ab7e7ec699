using System.ComponentModel;

namespace Psutil.Tool.Tests.Live;

/// <summary>
/// The completion scripts, each in its shell as far as that is here: a line is begun, and what the shell makes of it is read.
/// </summary>
public sealed class ShellTests(PowerShell powerShell) : IClassFixture<PowerShell>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psutil-shell-");

    /// <summary>The beginnings of lines, and the word that must be offered for the last one.</summary>
    public static TheoryData<string, string> Lines =>
        new()
        {
            { "psutil ps --fields memory_f", "memory_footprint" },
            { "psutil ps --fields pid,memory_f", "pid,memory_footprint" },
            { "psutil ps --user ro", "root" },
            { "psutil ps --user root --so", "--sort" },
            { "psutil proc", "procsmem" },
            { "psutil info 1", "1" },
            { "psutil kill 1 --signal HU", "HUP" },
        };

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task BashCompletes(string line, string expected)
    {
        const string Script = """
            source <(psutil completion bash)
            COMP_LINE=$1 COMP_POINT=${#1}
            read -ra COMP_WORDS <<< "$1"
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _psutil_complete
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        (int exitCode, string output, string error) = await Run("bash", ["-c", Script, "bash", line]);
        Assert.Equal((0, ""), (exitCode, error));
        string[] offered = output.TrimEnd('\n').Split('\n');
        Assert.Contains(expected, offered);
        Assert.All(offered, word => Assert.StartsWith(line.Split(' ')[^1], word, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task FishCompletes(string line, string expected)
    {
        (int exitCode, string output, string error) = await Run(
            "fish",
            ["--no-config", "-c", "psutil completion fish | source; complete -C $argv[1]", line]
        );
        Assert.Equal((0, ""), (exitCode, error));
        string[] offered = output.TrimEnd('\n').Split('\n');
        Assert.Contains(expected, offered);
        Assert.All(offered, word => Assert.StartsWith(line.Split(' ')[^1], word, StringComparison.Ordinal));
    }

    // The only line editor among them that cannot be asked: somebody must press the key.
    [Fact]
    public async Task ZshCompletes()
    {
        Assert.SkipWhen(TmuxTerminal.WhyNot is not null, TmuxTerminal.WhyNot ?? "");
        (int exitCode, _, string error) = await Run("zsh", ["-f", "-c", "psutil completion zsh | zsh -n"]);
        Assert.Equal((0, ""), (exitCode, error));
        await using TmuxTerminal terminal = await TmuxTerminal.Start(100, 40, "PATH=" + PathWithCommand());
        await terminal.Line("exec zsh -f");
        await terminal.Line("PS1='zsh''> '; autoload -Uz compinit; compinit -D; source <(psutil completion zsh); echo loaded-$?");
        await terminal.WaitFor("loaded-0");
        foreach ((string line, string expected) in Lines.Select(row => row.Data))
        {
            // One that fits is put in at once; of several as much as they have in common.
            await terminal.Keys("C-u");
            await terminal.Keys("-l", line);
            await terminal.Keys("Tab");
            string whole = line[..(line.LastIndexOf(' ') + 1)] + expected;
            await terminal.WaitFor(
                screen => screen.Split('\n').Any(text => text.Contains("zsh> " + whole, StringComparison.Ordinal)),
                whole
            );
        }
    }

    // All lines in one go: it takes longer to start than all others together.
    [Fact]
    public async Task PowerShellCompletes()
    {
        Assert.SkipWhen(powerShell.Program is null, powerShell.WhyNot);
        const string Script = """
            psutil completion powershell | Out-String | Invoke-Expression
            foreach ($line in $env:LINES_TO_COMPLETE -split "`n") {
                $found = [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)
                $before = $line.Substring(0, $found.ReplacementIndex)
                ($found.CompletionMatches | ForEach-Object { $before + $_.CompletionText }) -join '|'
            }
            """;
        (string Line, string Expected)[] lines = [.. Lines.Select(row => row.Data)];
        (int exitCode, string output, string error) = await Run(
            powerShell.Program!,
            ["-NoProfile", "-Command", Script],
            ("LINES_TO_COMPLETE", string.Join('\n', lines.Select(line => line.Line))),
            ("POWERSHELL_TELEMETRY_OPTOUT", "1")
        );
        Assert.Equal((0, ""), (exitCode, error));
        string[] answers = output.TrimEnd('\n').Split('\n');
        Assert.Equal(lines.Length, answers.Length);
        Assert.All(lines.Zip(answers), entry =>
        {
            ((string line, string expected), string answer) = entry;
            Assert.Contains(line[..(line.LastIndexOf(' ') + 1)] + expected, answer.Split('|'));
            Assert.All(answer.Split('|'), offered => Assert.StartsWith(line, offered, StringComparison.Ordinal));
        });
    }

    private async Task<(int ExitCode, string Output, string Error)> Run(
        string shell,
        IEnumerable<string> arguments,
        params (string Name, string? Value)[] environment
    )
    {
        try
        {
            return await Executable.Run(shell, arguments, [("PATH", PathWithCommand()), .. environment]);
        }
        catch (Win32Exception exception)
        {
            Assert.Skip($"{shell} cannot be run here: {exception.Message}");
            throw;
        }
    }

    // The command under the name by which the scripts call it.
    private string PathWithCommand()
    {
        string link = Path.Join(_folder.FullName, "psutil");
        if (!File.Exists(link))
        {
            File.CreateSymbolicLink(link, Executable.Psutil);
        }

        return _folder.FullName + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
    }
}
