using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Text;

namespace Psutil.Tool.Tests.Commands;

/// <summary>Which processes <c>ps</c> shows, and in which order a tree has them.</summary>
public class PsFilterTests
{
    [Theory]
    [InlineData("--pid 310,1", "1,310")]
    [InlineData("--pid 99999999999999999999", "")]
    [InlineData("--user ann", "310,4000")]
    [InlineData("--user 1000", "310,4000")]
    [InlineData("--user ann,verylongusername", "310,4000,54321")]
    [InlineData("--user nosuch", "")]
    [InlineData("--name SYSTEM", "1")]
    [InlineData("--name d", "1,2,4000")]
    [InlineData("--name /^d/", "4000")]
    [InlineData("--name /^D/", "")]
    [InlineData("--name /^D/i", "4000")]
    [InlineData("--name 漢", "310")]
    [InlineData("--state zombie,idle", "2,4000")]
    [InlineData("--cpu >50", "310")]
    [InlineData("--cpu >=10", "310,54321")]
    [InlineData("--cpu <10", "1,2,4000")]
    [InlineData("--memory >12M", "310")]
    [InlineData("--memory 12M", "1,310")]
    [InlineData("--memory <=3m", "2,4000,54321")]
    [InlineData("--memory =3145728", "54321")]
    [InlineData("--memory >3%", "310")]
    [InlineData("--user ann --state zombie", "4000")]
    public void FiltersTakeWhatMeetsAllOfThem(string line, string pids)
    {
        ToolRun run = new ToolRun().Run(["ps", "--json", .. line.Split(' ')]);
        Assert.Equal(pids, Pids(run));
        Assert.Equal(pids.Length > 0 ? 0 : 1, run.ExitCode);
        Assert.Equal("", run.Error);
    }

    [Theory]
    [InlineData("--pid x", "'x' is not a PID")]
    [InlineData("--pid ,", "--pid is empty")]
    [InlineData("--user ,", "--user is empty")]
    [InlineData("--state asleep", "'asleep' is not a state; the states are running, sleeping, disk-sleep")]
    [InlineData("--name /[/", "'/[/' is not a valid regular expression: UnterminatedBracket at character 1")]
    [InlineData("--cpu fast", "'fast' is not a valid bound for --cpu")]
    [InlineData("--memory >", "'>' is not a valid bound for --memory")]
    [InlineData("--memory >-1", "'>-1' is not a valid bound for --memory")]
    [InlineData("--memory >1X", "'>1X' is not a valid bound for --memory")]
    public void AWrongFilterGetsOneLineThatSaysWhatToDo(string line, string message)
    {
        ToolRun run = new ToolRun().Run(["ps", .. line.Split(' ')]);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("psutil: " + message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AnExpressionThatRunsAwayIsStoppedAndTold()
    {
        ToolRun run = new();
        run.Machine.Processes.Add(ToolProcess.Create(60000, new string('a', 64)));
        run.Run("ps", "--name", "/^(a+)+$x/");
        Assert.Equal(3, run.ExitCode);
        Assert.NotEqual("", run.Error);
    }

    [Fact]
    public void ATreeHasChildrenBelowTheirParents() =>
        Snapshot.Matches(
            new ToolRun { Terminal = ToolRun.TerminalOf(80) }
                .Run("ps", "--tree", "--fields", "pid,ppid,name")
                .Output,
            "ps-tree.txt"
        );

    [Fact]
    public void ATreeIsAsciiWhereNothingElseMayBeDrawn()
    {
        string output = new ToolRun().Run("ps", "--tree", "--fields", "pid,name").Output;
        Assert.Contains("310 |- 漢字", output, StringComparison.Ordinal);
        Assert.Contains(" 4000 |  `- defunct\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void AFilteredTreeKeepsAncestors() =>
        Assert.Equal("1,310,4000", Pids(new ToolRun().Run("ps", "--json", "--tree", "--state", "zombie")));

    [Fact]
    public void SortingWorksAmongSiblings() =>
        Assert.Equal("1,310,4000,54321,2", Pids(new ToolRun().Run("ps", "--json", "--tree", "--sort", "memory_info")));

    [Fact]
    public void NobodyIsLostInACycleAndAReusedPidIsNoParent()
    {
        ToolRun run = new();
        run.Machine.Processes.Clear();
        run.Machine.Processes.AddRange([
            ToolProcess.Create(5, "a", parent: 6),
            ToolProcess.Create(6, "b", parent: 5, startTime: 500),
            ToolProcess.Create(7, "young", parent: 0),
            ToolProcess.Create(8, "older than its parent", parent: 7, startTime: 1),
            ToolProcess.Create(9, "its own parent", parent: 9),
        ]);
        string[] lines = run.Run("ps", "--tree", "--fields", "pid,name").Output.TrimEnd('\n').Split('\n');
        Assert.Equal(["  7 young", "  8 older than its parent", "  9 its own parent", "  5 a", "  6 `- b"], lines[1..]);
    }

    [Fact]
    public void AVeryDeepTreeIsDrawn()
    {
        ToolRun run = new();
        run.Machine.Processes.Clear();
        run.Machine.Processes.AddRange(Enumerable.Range(1, 20_000).Select(pid => ToolProcess.Create(pid, "x", parent: pid - 1)));
        Assert.Equal(20_001, run.Run("ps", "--tree", "--fields", "pid,name").Output.Count(unit => unit == '\n'));
    }

    [Fact]
    public void ArgumentsAreShownOnlyWhenAskedFor()
    {
        Assert.DoesNotContain("--evil", new ToolRun().Run("ps").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("--evil", new ToolRun().Run("ps", "--json").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("--evil", new ToolRun().Run("ps", "--csv").Output, StringComparison.Ordinal);
        Snapshot.Matches(
            new ToolRun { Terminal = ToolRun.TerminalOf(80) }
                .Run("ps", "--args")
                .Output,
            "ps-args-80.txt"
        );
        Assert.Contains("--evil", new ToolRun().Run("ps", "--json", "--args").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "masked", "", "run --password ***")]
    [InlineData(true, "names", "", "secretive")]
    [InlineData(true, "all", "", "run --password hunter2")]
    [InlineData(true, "masked", "--args", "run --password hunter2")]
    [InlineData(true, "masked", "--args names", "secretive")]
    [InlineData(true, "all", "--args=masked", "run --password ***")]
    [InlineData(true, "masked", "--fields name", "secretive")]
    [InlineData(true, "masked", "--fields cmdline", "run --password hunter2")]
    [InlineData(false, "masked", "", "secretive")]
    [InlineData(false, "all", "", "secretive")]
    [InlineData(false, "masked", "--args", "run --password hunter2")]
    [InlineData(false, "masked", "--args=masked", "run --password ***")]
    [InlineData(false, "masked", "--args=masked --csv", "run --password ***")]
    [InlineData(false, "masked", "--args=masked --json", "[\"run\",\"--password\",\"***\"]")]
    [InlineData(false, "masked", "--args --json", "[\"run\",\"--password\",\"hunter2\"]")]
    [InlineData(false, "masked", "--fields cmdline --json", "[\"run\",\"--password\",\"hunter2\"]")]
    public void ATerminalShowsMaskedArgumentsAndAProgramThoseItAsksFor(bool isTerminal, string form, string options, string expected)
    {
        ToolRun run = new()
        {
            Terminal = isTerminal ? ToolRun.TerminalOf(200) : new Terminal(),
            TerminalArguments = ArgumentForms.Parse(form)!.Value,
        };
        run.Machine.Processes.Add(
            new ProcessSnapshot(ToolProcess.Create(60000, "secretive")) { CommandLine = ["run", "--password", "hunter2"] }
        );
        run.Run(["ps", "-p", "60000", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.Equal(expected.Contains("hunter2", StringComparison.Ordinal), run.Output.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public void AnUnknownFormOfArgumentsIsRefused()
    {
        ToolRun run = new ToolRun().Run("ps", "--args=some");
        Assert.Equal((2, "psutil: 'some' is not a form of arguments; the forms are masked, names, all\n"), (run.ExitCode, run.Error));
    }

    private static string Pids(ToolRun run) =>
        string.Join(',', run.Json.GetProperty("processes").EnumerateArray().Select(process => process.GetProperty("pid").GetInt32()));
}
