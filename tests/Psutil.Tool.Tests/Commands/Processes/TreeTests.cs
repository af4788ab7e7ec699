using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Text;

namespace Psutil.Tool.Tests.Commands;

/// <summary><c>tree</c> and <c>pidof</c>.</summary>
public class TreeTests
{
    [Fact]
    public void EachProcessStandsBelowItsParent() =>
        Snapshot.Matches(
            new ToolRun { Terminal = ToolRun.TerminalOf(80) }
                .Run("tree")
                .Output,
            "tree-80.txt"
        );

    [Fact]
    public void IntoAPipeItIsAsciiAndWhole() => Snapshot.Matches(new ToolRun().Run("tree", "--args").Output, "tree-args-pipe.txt");

    [Fact]
    public void CsvHasTheDepth() => Snapshot.Matches(new ToolRun().Run("tree", "--csv").Output, "tree.csv");

    [Fact]
    public void JsonIsAListInTheTreesOrder() =>
        Snapshot.Matches(
            new ToolRun { Terminal = ToolRun.TerminalOf(80) }
                .Run("tree", "--json", "--args")
                .Output,
            "tree.json"
        );

    [Theory]
    [InlineData("tree 310", "漢字\\x1b]0;x\\x07(310)\n`- defunct(4000)\n")]
    [InlineData("tree --user verylongusername", "systemd(1)\n`- secret(54321)\n")]
    [InlineData("tree -p 54321", "systemd(1)\n`- secret(54321)\n")]
    [InlineData("tree secret", "secret(54321)\n")]
    [InlineData("tree /./", "systemd(1)\n|- 漢字\\x1b]0;x\\x07(310)\n|  `- defunct(4000)\n`- secret(54321)\nkthreadd(2)\n")]
    [InlineData("tree 310 --state zombie", "漢字\\x1b]0;x\\x07(310)\n`- defunct(4000)\n")]
    public void APartOfItCanBeAskedFor(string line, string expected) => Assert.Equal(expected, new ToolRun().Run(line.Split(' ')).Output);

    [Fact]
    public void ManyEqualProcessesAreOneLineOnATerminal()
    {
        Assert.Equal("systemd(1)\n├─ 500 × sleep(60000, ...)\n└─ sleep(61000)\n   └─ sleep(61001)\n", Tree(ToolRun.TerminalOf(80)));
        Assert.Contains("|- 500 x sleep(60000, ...)\n", Tree(ToolRun.TerminalOf(80) with { HasUnicode = false }), StringComparison.Ordinal);
        Assert.Equal(503, Tree(ToolRun.TerminalOf(80), "--every").Count(unit => unit == '\n'));
        Assert.Equal(503, Tree(new Terminal()).Count(unit => unit == '\n'));
        Assert.Contains("250 × sleep(60001, ...) sleep 2\n", Tree(ToolRun.TerminalOf(80), "--args"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, 5)]
    [InlineData(5, 2)]
    public void AFewEqualProcessesAreALineEach(int count, int lines)
    {
        ToolRun run = new() { Terminal = ToolRun.TerminalOf(80) };
        EndAllButTheFirst(run);
        run.Machine.Processes.AddRange(Enumerable.Range(60000, count).Select(pid => ToolProcess.Create(pid, "sleep", parent: 1)));
        Assert.Equal(lines, run.Run("tree").Output.Count(unit => unit == '\n'));
    }

    [Fact]
    public void ManyEqualProcessesOfOneNameAreOneLine()
    {
        // The one with a child is not equal to the rest.
        Assert.Equal("500 × sleep(60000, ...)\nsleep(61000)\n└─ sleep(61001)\n", Tree(ToolRun.TerminalOf(80), "sleep"));
        Assert.Equal(502, Tree(ToolRun.TerminalOf(80), "sleep", "--every").Count(unit => unit == '\n'));
        Assert.Equal(502, Tree(new Terminal(), "sleep").Count(unit => unit == '\n'));
    }

    private static string Tree(Terminal terminal, params string[] options)
    {
        ToolRun run = new() { Terminal = terminal };
        EndAllButTheFirst(run);
        run.Machine.Processes.AddRange([
            .. Enumerable
                .Range(60000, 500)
                .Select(pid => new ProcessSnapshot(ToolProcess.Create(pid, "sleep")) { CommandLine = ["sleep", pid % 2 == 0 ? "1" : "2"] }),
            ToolProcess.Create(61000, "sleep"),
            ToolProcess.Create(61001, "sleep", parent: 61000),
        ]);
        return run.Run(["tree", .. options]).Output;
    }

    [Theory]
    [InlineData("tree 99999", 1, "there is no process 99999")]
    [InlineData("tree x", 1, "there is no process with the name 'x'")]
    [InlineData("pidof nosuch", 1, null)]
    [InlineData("pidof", 2, "pidof needs a name")]
    [InlineData("pidof /[/", 2, "'/[/' is not a valid regular expression")]
    [InlineData("pidof --foo", 2, "there is no option '--foo'")]
    public void WhatIsNotThereIsNotFound(string line, int exitCode, string? message)
    {
        ToolRun run = new ToolRun().Run(line.Split(' '));
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(message is null ? "" : "psutil: " + message, run.Error, StringComparison.Ordinal);
        Assert.Equal(message is null, run.Error.Length == 0);
    }

    [Theory]
    [InlineData("pidof systemd", "1\n")]
    [InlineData("pidof system", "")]
    [InlineData("pidof defunct systemd", "1 4000\n")]
    [InlineData("pidof /^[ds]e/", "4000 54321\n")]
    [InlineData("pidof systemd --json", "{\"schema\":1,\"pids\":[1]}\n")]
    [InlineData("pidof nosuch --json", "{\"schema\":1,\"pids\":[]}\n")]
    public void PidofTakesWholeNames(string line, string output) => Assert.Equal(output, new ToolRun().Run(line.Split(' ')).Output);

    private static void EndAllButTheFirst(ToolRun run)
    {
        foreach (ProcessSnapshot process in run.Machine.Processes.Skip(1))
        {
            run.Machine.Processes.End(process.Pid);
        }
    }
}
