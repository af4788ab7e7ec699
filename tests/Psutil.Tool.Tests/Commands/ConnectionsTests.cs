using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Commands;

public class ConnectionsTests
{
    [Theory]
    [InlineData("--port 22", "0.0.0.0:22")]
    [InlineData("--port :51234", "127.0.0.1:8080")]
    [InlineData("--port 53,22", "0.0.0.0:22 [::]:53")]
    [InlineData("--state listen", "0.0.0.0:22")]
    [InlineData("--state ESTABLISHED,close-wait", "127.0.0.1:8080")]
    [InlineData("--state listen --port 8080", "")]
    [InlineData("-p 310", "127.0.0.1:8080 [::]:53")]
    [InlineData("--kind tcp", "0.0.0.0:22 127.0.0.1:8080")]
    public void FiltersTakeWhatMeetsAllOfThem(string options, string local)
    {
        ToolRun run = new ToolRun().Run(["connections", "--csv", .. options.Split(' ')]);
        string[] lines = run.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(local, string.Join(' ', lines[1..].Select(line => line.Split(',')[2])));
        Assert.Equal(local.Length > 0 ? 0 : 1, run.ExitCode);
    }

    [Theory]
    [InlineData("--port 0", "'0' is not a port: give a number from 1 to 65535")]
    [InlineData("--port http", "'http' is not a port")]
    [InlineData("--port ,", "--port is empty")]
    [InlineData("--state open", "'open' is not a state of a connection; the states are close, listen")]
    [InlineData("--state 5", "'5' is not a state of a connection")]
    public void AWrongFilterGetsOneLineThatSaysWhatToDo(string options, string message)
    {
        ToolRun run = new ToolRun().Run(["connections", .. options.Split(' ')]);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("psutil: " + message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TheLastLineSumsThemUp() =>
        Assert.Equal(
            "5 sockets  2 tcp (1 LISTEN, 1 ESTABLISHED)  1 udp6  1 unix-stream  1 unix-seqpacket",
            new ToolRun().Run("connections", "--kind", "all").Output.TrimEnd('\n').Split('\n')[^1]
        );

    [Theory]
    [InlineData("psutil connections --port ", "8080")]
    [InlineData("psutil connections --port 22,", "22,53")]
    [InlineData("psutil connections --state ", "time_wait")]
    public void PortsAndStatesAreOffered(string line, string word) =>
        Assert.Contains(
            word,
            new ToolRun().Run(string.Create(CultureInfo.InvariantCulture, $"[suggest:{line.Length}]"), line).Output.Split('\n')
        );
}
