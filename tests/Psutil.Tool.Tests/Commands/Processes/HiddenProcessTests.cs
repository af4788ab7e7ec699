using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Commands;

/// <summary>A system that does not list the processes of other users: a command must not look as if it had shown all.</summary>
public class HiddenProcessTests
{
    [Theory]
    [InlineData("ps")]
    [InlineData("ps --json")]
    [InlineData("ps --csv")]
    [InlineData("tree")]
    [InlineData("tree --csv")]
    [InlineData("io")]
    [InlineData("procsmem")]
    [InlineData("pidof web")]
    [InlineData("top -b --count 1")]
    public void TheCommandSaysHowManyCanBeSeen(string line)
    {
        const string Notice = "can be seen: this system hides those of other users; run as root to see them";
        ToolRun hidden = new() { IsPrivileged = false };
        hidden.Machine.Processes.Visibility = ProcessVisibility.Own;
        int count = hidden.Machine.Processes.Count;
        hidden.Run(line.Split(' '));
        string[] lines = hidden.Error.Split('\n');
        Assert.Equal(1, lines.Count(text => text == $"psutil: only {count} processes {Notice}"));

        ToolRun all = new ToolRun { IsPrivileged = false }.Run(line.Split(' '));
        Assert.DoesNotContain("can be seen", all.Error, StringComparison.Ordinal);
        Assert.Equal(all.Output, hidden.Output);
    }

    [Theory]
    [InlineData(1, "hides 1 process of other users")]
    [InlineData(1234, "hides 1234 processes of other users")]
    public void ItSaysHowManyAreHiddenWhereThatIsKnown(int count, string expected)
    {
        ToolRun run = new() { IsPrivileged = false };
        run.Machine.Processes.Visibility = ProcessVisibility.Own;
        run.Machine.Processes.HiddenCount = count;
        Assert.Contains(expected, run.Run("ps").Error, StringComparison.Ordinal);
    }
}
