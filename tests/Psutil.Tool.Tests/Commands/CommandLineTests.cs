using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Commands;

public class CommandLineTests
{
    [Theory]
    [InlineData("foo", "there is no command 'foo'")]
    [InlineData("--foo", "there is no option '--foo'")]
    [InlineData("ps --foo", "there is no option '--foo'")]
    [InlineData("ps foo", "unexpected argument 'foo'")]
    [InlineData("info", "info needs a PID")]
    [InlineData("info --foo", "there is no option '--foo'")]
    [InlineData("info -x", "there is no option '-x'")]
    [InlineData("info /[/", "'/[/' is not a valid regular expression")]
    [InlineData("files /./", "5 processes have the name '/./': give the PID of one (1, 2, 310, 4000, 54321)")]
    [InlineData("info -- -1", "'-1' is not a PID")]
    [InlineData("info 1 2", "unexpected argument '2'")]
    [InlineData("ps --fields", "--fields needs a value")]
    [InlineData("ps --fields nosuch", "there is no field 'nosuch'")]
    [InlineData("ps --fields ,", "--fields is empty")]
    [InlineData("ps --sort nosuch", "there is no field 'nosuch'")]
    [InlineData("ps --sort environ", "processes cannot be sorted by 'environ'")]
    [InlineData("ps --limit 0", "'0' is not a number for --limit")]
    [InlineData("ps --limit -1", "'-1' is not a number for --limit")]
    [InlineData("ps --limit x", "'x' is not a number for --limit")]
    [InlineData("dump --watch 0", "'0' is not a valid time for --watch")]
    [InlineData("dump --watch 1e3", "'1e3' is not a valid time for --watch")]
    [InlineData("--interval NaN", "'NaN' is not a valid time for --interval")]
    [InlineData("ps @nosuchfile", "unexpected argument '@nosuchfile'")]
    [InlineData("sp", "there is no command 'sp' (did you mean 'ps'?): 'psutil --help' lists them")]
    [InlineData("conections", "there is no command 'conections' (did you mean 'connections'?)")]
    [InlineData("proc", "there is no command 'proc' (did you mean 'procsmem'?)")]
    [InlineData("netstat", "there is no command 'netstat' (did you mean 'connections'?)")]
    [InlineData("help sp", "there is no command 'sp' (did you mean 'ps'?)")]
    [InlineData("ps --limt 3", "there is no option '--limt' (did you mean '--limit'?): 'psutil ps --help' lists them")]
    [InlineData("ps --jsn", "there is no option '--jsn' (did you mean '--json'?): 'psutil ps --help' lists them")]
    [InlineData(
        "info --envronment=1",
        "there is no option '--envronment' (did you mean '--environment'?): 'psutil info --help' lists them"
    )]
    [InlineData("who-holds --watc", "there is no option '--watc' (did you mean '--watch'?): 'psutil who-holds --help' lists them")]
    [InlineData("ps -x", "there is no option '-x': 'psutil ps --help' lists them")]
    [InlineData("ps --fields nme", "there is no field 'nme' (did you mean 'name'?): 'psutil ps --help' lists them")]
    [InlineData("ps --sort cup", "there is no field 'cup' (did you mean 'cpu'?)")]
    [InlineData("ps --sort cpupercent", "there is no field 'cpupercent' (did you mean 'cpu_percent'?)")]
    [InlineData("procsmem --by pod", "processes cannot be added up by 'pod'; the keys are user, name, container, cgroup")]
    [InlineData("ps --count 2", "--count needs --watch")]
    [InlineData("--count 2", "--count needs --watch")]
    [InlineData("\u001b[31mred", "there is no command '\\x1b[31mred'")]
    public void AWrongCommandLineGetsOneLineThatSaysWhatToDo(string line, string message)
    {
        ToolRun run = new ToolRun().Run(line.Split(' '));
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.StartsWith("psutil: " + message, run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("info abc")]
    [InlineData("maps 1x")]
    [InlineData("files \u0661")]
    [InlineData("info secre")]
    public void ANameThatNobodyHasIsNotFound(string line)
    {
        ToolRun run = new ToolRun().Run(line.Split(' '));
        Assert.Equal((1, "", $"psutil: there is no process with the name '{line.Split(' ')[1]}'\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Theory]
    [InlineData("info")]
    [InlineData("maps")]
    [InlineData("files")]
    public void ANameStandsForItsOnlyProcess(string command) =>
        Assert.Equal(new ToolRun().Run(command, "54321", "--json").Output, new ToolRun().Run(command, "secret", "--json").Output);

    [Theory]
    [InlineData("--json ps --limit 1")]
    [InlineData("ps --limit 1 --json")]
    public void CommonOptionsStandBeforeAndAfterTheCommand(string line) =>
        Assert.StartsWith("{\"schema\":1,\"processes\":", new ToolRun().Run(line.Split(' ')).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("--help", "psutil dump --json")]
    [InlineData("ps --help", "memory_footprint")]
    [InlineData("info --help", "psutil info 1")]
    [InlineData("info nonsense -h", "psutil info 1")]
    [InlineData("dump --help", "psutil dump")]
    public void HelpHasExamplesAndFitsATerminal(string line, string part)
    {
        ToolRun run = new ToolRun().Run(line.Split(' '));
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("", run.Error);
        Assert.Contains("Examples:", run.Output, StringComparison.Ordinal);
        Assert.Contains(part, run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), text => Assert.True(text.Length <= 80, text));
    }

    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help ps", "ps --help")]
    [InlineData("help help", "help --help")]
    [InlineData("help services", "services --help")]
    public void HelpIsACommandToo(string line, string same)
    {
        ToolRun run = new ToolRun().Run(line.Split(' '));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(new ToolRun().Run(same.Split(' ')).Output, run.Output);
    }

    [Fact]
    public void ServicesAreOfferedWhereThereAreSome()
    {
        bool hasServices = OperatingSystem.IsWindows();
        Assert.Equal(hasServices, new ToolRun().Run("--help").Output.Contains("\n  services ", StringComparison.Ordinal));
        Assert.Equal(hasServices, new ToolRun().Run("[suggest:7]", "psutil ").Output.Contains("services", StringComparison.Ordinal));
    }

    [Fact]
    public void TheVersionIsThePackages()
    {
        ToolRun run = new ToolRun().Run("--version");
        Assert.Matches(@"\Apsutil \d+\.\d+\.\d+[-.\w]*\n\z", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void CompletionKnowsTheFields()
    {
        ToolRun run = new ToolRun().Run("[suggest:19]", "psutil ps --fields ");
        Assert.Contains("memory_footprint", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void NoColorStandsAboveTheTerminal()
    {
        Psutil.Tool.Text.Terminal terminal = ToolRun.TerminalOf(80) with { HasColor = true };
        Assert.Contains(
            '\u001b',
            new ToolRun { Terminal = terminal }
                .Run("ps")
                .Output
        );
        Assert.DoesNotContain(
            '\u001b',
            new ToolRun { Terminal = terminal }
                .Run("ps", "--no-color")
                .Output
        );
    }

    [Fact]
    public void AMachineThatCannotBeOpenedIsFatal()
    {
        ToolRun run = new ToolRun { OpenMachine = () => throw new PsutilNotSupportedException("not this one") }.Run("ps");
        Assert.Equal(3, run.ExitCode);
        Assert.Equal("psutil: not this one\n", run.Error);
    }

    [Fact]
    public void AnUnexpectedFailureIsOneLineWithoutAStackTrace()
    {
        ToolRun run = new ToolRun { OpenMachine = () => throw new InvalidOperationException("oh") }.Run("dump", "--json");
        Assert.Equal(3, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Equal("psutil: this is a bug, please report it: InvalidOperationException: oh\n", run.Error);
    }

    [Theory]
    [InlineData(32, 0, "")]
    [InlineData(28, 3, "psutil: disk full\n")]
    public void APipeThatWasClosedIsQuietAndAFullDiskIsNot(int error, int exitCode, string complaint)
    {
        ToolRun run = new ToolRun { OutputStream = new FailingStream(error) }.Run("ps", "--watch", "1");
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(complaint, run.Error);
    }

    private sealed class FailingStream(int error) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("disk full", error);

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("disk full", error);
    }
}
