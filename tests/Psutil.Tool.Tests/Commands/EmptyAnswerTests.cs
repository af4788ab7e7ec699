using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Commands;

/// <summary>What a command says in words where it has nothing to show.</summary>
public class EmptyAnswerTests
{
    [Theory]
    [InlineData("ps --name nosuch", "no process matches\n")]
    [InlineData("tree --name nosuch", "no process matches\n")]
    [InlineData("io --user nosuch", "no process that matches has read or written\n")]
    [InlineData("io --user root --active", "no process reads or writes now\n")]
    [InlineData("connections --port 4711", "no sockets match\n")]
    [InlineData("who-holds :4711", "nobody holds it\n")]
    public void ItIsSaidInTextAndNothingMatched(string line, string expected)
    {
        ToolRun run = new ToolRun().Run(line.Split(' '));
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.EndsWith(expected, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(expected.Trim(), new ToolRun().Run([.. line.Split(' '), "--csv"]).Output, StringComparison.Ordinal);
        Assert.DoesNotContain(expected.Trim(), new ToolRun().Run([.. line.Split(' '), "--json"]).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("procsmem --name nosuch")]
    [InlineData("procsmem --name nosuch --by user")]
    public void MemoryOfNobodyIsSaidAboveThatOfTheMachine(string line)
    {
        ToolRun run = new ToolRun().Run(line.Split(' '));
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("no process matches\n0 processes of 0 users", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AMachineWithoutGpusSaysSo()
    {
        ToolRun run = new();
        run.Machine.Gpus.HasAny = false;
        run.Machine.Gpus.Unavailable[run.Machine.Processes.Get(54321)] = new Unavailability { Reason = UnavailableReason.Denied };
        run.Run("gpus");
        Assert.Equal((1, "no GPUs here\n", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public void SensorsThatAreNotThereAreNamed()
    {
        ToolRun run = new();
        run.Machine.DeniesFans = false;
        run.Machine.Sensors.Fans.Clear();
        run.Run("sensors");
        Assert.Equal("no fans here", run.Output.TrimEnd('\n').Split('\n')[^1]);
        Assert.DoesNotContain("no fans", new ToolRun().Run("sensors").Output, StringComparison.Ordinal);
    }
}
