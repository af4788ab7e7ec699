using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Commands;

public class CompletionTests
{
    [Theory]
    [InlineData("psutil ps --fields ", "memory_footprint")]
    [InlineData("psutil ps --sort ", "cpu_percent")]
    [InlineData("psutil ps --user ", "ann")]
    [InlineData("psutil ps --state ", "zombie")]
    [InlineData("psutil ps --pid ", "310")]
    [InlineData("psutil info ", "310")]
    [InlineData("psutil kill ", "54321")]
    [InlineData("psutil kill 1 --signal ", "TERM")]
    [InlineData("psutil connections --kind ", "tcp6")]
    [InlineData("psutil completion ", "fish")]
    [InlineData("psutil ", "procsmem")]
    [InlineData("psutil ps --", "--memory")]
    [InlineData("psutil ps --user root --st", "--state")]
    [InlineData("psutil ps --fields pid,name --so", "--sort")]
    [InlineData("psutil ps --fields pid,na", "pid,name")]
    [InlineData("psutil ps --pid 1,31", "1,310")]
    [InlineData("psutil tree --user root,a", "root,ann")]
    [InlineData("psutil ps --state running,zo", "running,zombie")]
    public void WordsAreOffered(string line, string word) => Assert.Contains(word, Suggest(line));

    [Fact]
    public void AWordIsOfferedOnlyWhereItFits()
    {
        Assert.DoesNotContain("environ", Suggest("psutil ps --sort "));
        Assert.DoesNotContain("310", Suggest("psutil ps --user "));
    }

    [Theory]
    [InlineData("psutil connections --kind ", "all inet inet4 inet6 tcp tcp4 tcp6 udp udp4 udp6 unix")]
    [InlineData("psutil completion --", "--ascii --help --no-color")]
    [InlineData("psutil completion -", "--ascii --help --no-color")]
    [InlineData("psutil pidof s", "secret systemd")]
    [InlineData("psutil files se", "secret")]
    [InlineData("psutil help proc", "procsmem")]
    public void AWordIsOfferedInOneSpelling(string line, string words) =>
        Assert.Equal(words.Split(' '), Suggest(line).Where(word => word.Length > 0).Order(StringComparer.Ordinal));

    [Fact]
    public void WhatAListHasAlreadyIsNotOfferedAgain()
    {
        string[] offered = Suggest("psutil ps --fields pid,name,");
        Assert.Contains("pid,name,ppid", offered);
        Assert.DoesNotContain("pid,name,name", offered);
    }

    [Fact]
    public void ASlashIsNoHelp() => Assert.DoesNotContain(Suggest("psutil info "), word => word.StartsWith('/'));

    [Fact]
    public void AUserNameThatAShellWouldTakeApartIsNotOffered()
    {
        ToolRun run = new();
        run.Machine.Processes.Add(ToolProcess.Create(60000, "x", user: "$(reboot)"));
        run.Run("[suggest:17]", "psutil ps --user ");
        Assert.Contains("ann\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("reboot", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void WhereTheProcessesCannotBeReadNothingIsOffered()
    {
        ToolRun run = new ToolRun { OpenMachine = () => new SilentMachine() }.Run("[suggest:12]", "psutil info ");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.DoesNotContain(run.Output.Split('\n'), word => word.Length > 0 && char.IsAsciiDigit(word[0]));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("powershell")]
    public void ThereIsAScriptForEachShell(string shell)
    {
        ToolRun run = new ToolRun().Run("completion", shell);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("[suggest:", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("completion", "completion needs a shell")]
    [InlineData("completion tcsh", "there is no script for 'tcsh'")]
    public void AnotherShellIsRefused(string line, string message)
    {
        ToolRun run = new ToolRun().Run(line.Split(' '));
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("psutil: " + message, run.Error, StringComparison.Ordinal);
    }

    private static string[] Suggest(string line) =>
        new ToolRun().Run(string.Create(CultureInfo.InvariantCulture, $"[suggest:{line.Length}]"), line).Output.Split('\n');
}
