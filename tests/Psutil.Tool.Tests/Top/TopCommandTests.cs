using System.Text.RegularExpressions;
using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Top;

/// <summary>The command line of top, and its batch mode.</summary>
public class TopCommandTests
{
    [Fact]
    public void WithoutATerminalItNamesTheBatchOptionAndWritesNothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the full screen is there for Linux alone");
        ToolRun run = new ToolRun().Run("top");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains("top -b", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void BatchModeWritesThis()
    {
        ToolRun run = new ToolRun().Run("top", "-b", "-n", "2", "-d", "2");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(TimeSpan.FromSeconds(2), run.Clock.Elapsed);

        // The monitor measures CPU use by the real clock.
        Snapshot.Matches(Regex.Replace(run.Output, @"(?<=^ *\d+ +\d+ \S+ +-?\d+ \w +\d+) +\d+\.\d(?= +\d+\.\d )", "  *.*", RegexOptions.Multiline), "top-batch.txt");
    }

    [Fact]
    public void TheFirstCpuPercentIsBlankInBatchMode()
    {
        string output = new ToolRun().Run("top", "-b", "-n", "1").Output;
        Assert.Contains("CPU\n", output, StringComparison.Ordinal);
        string[] lines = output.Split('\n');
        int end = lines.Single(line => line.Contains("COMMAND", StringComparison.Ordinal)).IndexOf("CPU%", StringComparison.Ordinal) + 4;
        Assert.All(lines.Where(line => line.Contains("root", StringComparison.Ordinal)), line => Assert.Equal("    ", line[(end - 4)..end]));
    }

    [Theory]
    [InlineData("-n", "0")]
    [InlineData("-n", "x")]
    [InlineData("-d", "0")]
    [InlineData("-d", "x")]
    [InlineData("--json", null)]
    [InlineData("word", null)]
    public void AWrongCommandLineIsRefused(string option, string? value)
    {
        ToolRun run = new ToolRun().Run(value is null ? ["top", "-b", option] : ["top", "-b", option, value]);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void TheHelpTellsTheOptionsButNotTheHiddenOne()
    {
        string help = new ToolRun().Run("top", "--help").Output;
        Assert.Contains("--batch", help, StringComparison.Ordinal);
        Assert.Contains("--readonly", help, StringComparison.Ordinal);
        Assert.DoesNotContain("guard", help, StringComparison.Ordinal);
    }
}
