using System.ComponentModel;

namespace Psutil.Tool.Tests.Live;

/// <summary>The completion scripts, in the shells that are here.</summary>
public class ShellTests
{
    [Theory]
    [InlineData("psutil ps --fields memory_f", "memory_footprint")]
    [InlineData("psutil ps --so", "--sort")]
    [InlineData("psutil proc", "procsmem")]
    [InlineData("psutil info 1", "1")]
    public async Task BashCompletes(string line, string expected)
    {
        const string Script =
            """
            psutil() { "$PSUTIL" "$@"; }
            source <(psutil completion bash)
            COMP_LINE=$1 COMP_POINT=${#1}
            read -ra COMP_WORDS <<< "$1"
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _psutil_complete
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        (int exitCode, string output, string error) = await Run("bash", ["-c", Script, "bash", line]);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains(expected, output.Split('\n'));
        string word = line.Split(' ')[^1];
        Assert.All(output.TrimEnd('\n').Split('\n'), offered => Assert.StartsWith(word, offered, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("zsh", "-n")]
    [InlineData("fish", "-n")]
    public async Task AnotherShellReadsItsScript(string shell, string checkOnly)
    {
        string file = Path.GetTempFileName();
        try
        {
            (_, string script, _) = await Executable.Run(Executable.Psutil, ["completion", shell]);
            await File.WriteAllTextAsync(file, script, TestContext.Current.CancellationToken);
            (int exitCode, _, string error) = await Run(shell, [checkOnly, file]);
            Assert.Equal((0, ""), (exitCode, error));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<(int ExitCode, string Output, string Error)> Run(string shell, IEnumerable<string> arguments)
    {
        try
        {
            return await Executable.Run(shell, arguments, ("PSUTIL", Executable.Psutil));
        }
        catch (Win32Exception exception)
        {
            Assert.Skip($"{shell} cannot be run here: {exception.Message}");
            throw;
        }
    }
}
