using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Psutil.Tool.Text;

namespace Psutil.Tool.Tests.Live;

/// <summary>What a shell sees of the command.</summary>
public partial class PipeTests
{
    private const int Interrupt = 2;

    public PipeTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "the tests speak to a POSIX shell");

    [Theory]
    [InlineData("ps")]
    [InlineData("ps --json --fields all")]
    [InlineData("dump --json --watch 0.05")]
    [InlineData("--watch 0.05 --interval 0.05")]
    public async Task AReaderThatStopsEndsItQuietly(string arguments)
    {
        // The shell's own status is that of psutil, whose output goes to a reader that closes the pipe at once.
        string script = $"set -o pipefail; \"$0\" {arguments} | head -c 1 > /dev/null";
        (int exitCode, string output, string error) = await Executable.Run(
            "bash",
            ["-c", script, Executable.Psutil],
            ("PSUTIL_DEBUG", null)
        );
        Assert.Equal(
            "",
            string.Join(
                '\n',
                error
                    .Split('\n')
                    .Where(line =>
                        !line.EndsWith("run as root to see them", StringComparison.Ordinal)
                        && !line.EndsWith("may see them here", StringComparison.Ordinal)
                    )
            )
        );
        Assert.Equal("", output);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task AFullDiskIsAFailureInOneLine()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full");
        (int exitCode, _, string error) = await Executable.Run("sh", ["-c", "\"$0\" dump > /dev/full", Executable.Psutil]);
        Assert.Equal(3, exitCode);
        Assert.StartsWith("psutil: ", error, StringComparison.Ordinal);
        Assert.Equal(error.Length - 1, error.IndexOf('\n', StringComparison.Ordinal));
    }

    [Fact]
    public async Task OutputIsAddedToWhatOthersWroteToTheSameFile()
    {
        string file = Path.GetTempFileName();
        try
        {
            string script = "{ echo before; \"$0\" --version; echo after; } > \"$1\"";
            await Executable.Run("sh", ["-c", script, Executable.Psutil, file]);
            string[] lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
            Assert.Equal(["before", "after"], [lines[0], lines[2]]);
            Assert.StartsWith("psutil ", lines[1], StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task CtrlCEndsItQuietly()
    {
        // Whoever runs the tests in the background may have had the interrupt ignored, which children inherit.
        using Process process = Executable.Start("env", ["--default-signal=INT", Executable.Psutil, "dump", "--json", "--watch", "60"]);
        Assert.NotNull(await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, Kill(process.Id, Interrupt));
        Assert.Equal("", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(128 + Interrupt, process.ExitCode);
    }

    [Fact]
    public async Task IntoAPipeThereAreNoEscapesUnlessTheyAreForced()
    {
        (_, string plain, _) = await Executable.Run(
            Executable.Psutil,
            ["ps", "--limit", "1"],
            ("FORCE_COLOR", null),
            ("CLICOLOR_FORCE", null),
            ("NO_COLOR", null)
        );
        Assert.DoesNotContain('\u001b', plain);
        (_, string forced, _) = await Executable.Run(Executable.Psutil, ["ps", "--limit", "1"], ("FORCE_COLOR", "1"), ("NO_COLOR", null));
        Assert.Contains('\u001b', forced);
    }

    [Fact]
    public async Task ATerminalGetsNothingButTextAndColours()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"),
            "there is no util-linux script to make a terminal with"
        );
        (_, string output, _) = await Executable.Run(
            "sh",
            [
                "-c",
                "stty_size='stty cols 60 rows 20'; script -qec \"$stty_size; '$0' ps --limit 3; '$0'\" /dev/null < /dev/null",
                Executable.Psutil,
            ],
            ("TERM", "xterm"),
            ("NO_COLOR", null),
            ("COLUMNS", null)
        );
        Assert.Contains('\u001b', output);
        string plain = Regex.Replace(output, "\u001b\\[[0-9;]*m", "");
        Assert.DoesNotContain(plain, unit => char.IsControl(unit) && unit is not ('\n' or '\r'));
        Assert.All(plain.Split("\r\n"), line => Assert.True(TextWidth.Of(line) <= 60, line));
    }

    [Fact]
    public async Task ItReportsItself()
    {
        (int exitCode, string output, _) = await Executable.Run(
            "sh",
            ["-c", "exec \"$0\" ps --json --fields pid,name --sort pid", Executable.Psutil]
        );
        Assert.SkipWhen(exitCode == 3, "this system's processes cannot be listed");
        Assert.Contains("\"name\":\"Psutil.Tool\"", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ps")]
    [InlineData("dump")]
    [InlineData("--interval=0.01")]
    public async Task ARootWithNothingInItIsFatalAndNamesThePath(string argument)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux reads its processes from files");
        (int exitCode, _, string error) = await Executable.Run(Executable.Psutil, [argument], ("HOST_PROC", "/nonexistent-root"));
        Assert.Equal(3, exitCode);
        Assert.Contains("/nonexistent-root", error, StringComparison.Ordinal);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
