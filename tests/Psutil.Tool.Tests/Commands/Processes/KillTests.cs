using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Commands;

public class KillTests
{
    [Fact]
    public void OnePidIsSentTheSignalWithoutAQuestion()
    {
        ToolRun run = new ToolRun().Run("kill", "54321");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Empty(run.Questions);
        Assert.Equal([(54321, 15)], run.Machine.Processes.Sent);
        Assert.Equal("  PID USER             SIGNAL  RESULT NAME\n54321 verylongusername SIGTERM sent   secret\n", run.Output);
    }

    [Theory]
    [InlineData("HUP", 1)]
    [InlineData("sighup", 1)]
    [InlineData("SIGKILL", 9)]
    [InlineData("9", 9)]
    [InlineData("34", 34)]
    public void TheSignalIsTheOneThatWasNamed(string signal, int number) =>
        Assert.Equal([(54321, number)], new ToolRun().Run("kill", "54321", "--signal", signal).Machine.Processes.Sent);

    [Theory]
    [InlineData("-9 54321", 9)]
    [InlineData("54321 -9", 9)]
    [InlineData("-KILL 54321", 9)]
    [InlineData("-SIGHUP 54321 --yes", 1)]
    [InlineData("-s HUP 54321", 1)]
    [InlineData("-s 9 -p 54321", 9)]
    [InlineData("--user verylongusername -9", 9)]
    public void TheSignalCanBeGivenAsInEveryOtherKill(string line, int number)
    {
        ToolRun run = new ToolRun().Run(["kill", .. line.Split(' ')]);
        Assert.Equal([(54321, number)], run.Machine.Processes.Sent);
    }

    [Theory]
    [InlineData("kill -1")]
    [InlineData("kill -9")]
    [InlineData("kill -9 -15 54321")]
    [InlineData("kill -111111 54321")]
    [InlineData("kill -FOO 54321")]
    [InlineData("kill -- -9 54321")]
    [InlineData("kill --name -9x 54321 -0")]
    public void ALoneOrWrongSignalHitsNobody(string line)
    {
        ToolRun run = new ToolRun().Run(line.Split(' '));
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Machine.Processes.Sent);
    }

    [Theory]
    [InlineData("FOO")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("")]
    public void WhatIsNoSignalIsRefused(string signal)
    {
        ToolRun run = new ToolRun().Run("kill", "54321", "--signal", signal);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("there is no signal", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Machine.Processes.Sent);
    }

    [Theory]
    [InlineData("kill 310 4000")]
    [InlineData("kill --user ann")]
    [InlineData("kill 310 --tree")]
    public void ManyAreNamedAndNobodyIsHitWithoutAYes(string line)
    {
        ToolRun run = new ToolRun { Answer = "" }.Run(line.Split(' '));
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            "psutil: SIGTERM (15) would go to 2 processes:\n   PID USER NAME\n   310 ann  漢字\\x1b]0;x\\x07\n  4000 ann  defunct\npsutil: nothing was sent\n",
            run.Error
        );
        Assert.Equal(["Send SIGTERM (15) to 2 processes? [y/N] "], run.Questions);
        Assert.Empty(run.Machine.Processes.Sent);
    }

    [Theory]
    [InlineData("y", 2)]
    [InlineData("YES", 2)]
    [InlineData("yep", 0)]
    [InlineData("n", 0)]
    public void OnlyAYesIsAYes(string answer, int count) =>
        Assert.Equal(
            count,
            new ToolRun { Answer = answer }
                .Run("kill", "--user", "ann")
                .Machine.Processes.Sent.Count
        );

    [Fact]
    public void WithYesNothingIsAsked()
    {
        ToolRun run = new ToolRun().Run("kill", "--user", "ann", "--yes");
        Assert.Empty(run.Questions);
        Assert.Equal([(310, 15), (4000, 15)], run.Machine.Processes.Sent);
    }

    [Fact]
    public void WhereNobodyCanAnswerManyAreRefused()
    {
        ToolRun run = new ToolRun().Run("kill", "--user", "ann");
        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith("use --yes to send the signal\n", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Machine.Processes.Sent);
    }

    [Theory]
    [InlineData("secre", 1)]
    [InlineData("secret", 0)]
    [InlineData("/^sec/", 0)]
    public void OneWhoseNameIsOnlyPartlyMeantIsAskedAbout(string name, int questions) =>
        Assert.Equal(
            questions,
            new ToolRun { Answer = "n" }
                .Run("kill", "--name", name)
                .Questions.Count
        );

    [Fact]
    public void WithTheTreeDescendantsGetTheSignalToo() =>
        Assert.Equal([(310, 1), (4000, 1)], new ToolRun().Run("kill", "310", "--tree", "--signal", "HUP", "--yes").Machine.Processes.Sent);

    [Fact]
    public void AProcessThatTakesOverThePidMeanwhileIsNotHit()
    {
        ToolRun outer = new();
        ToolRun run = new()
        {
            OpenMachine = () => outer.Machine,
            Answer = "y",
            OnAsk = () =>
            {
                outer.Machine.Processes.End(310);
                outer.Machine.Processes.Add(ToolProcess.Create(310, "innocent", startTime: 777_777));
            },
        };
        run.Run("kill", "--user", "ann", "--csv");
        Assert.Equal([(4000, 15)], outer.Machine.Processes.Sent);
        Assert.Equal(
            "pid,username,signal,result,name\r\n310,ann,SIGTERM,gone,漢字\\x1b]0;x\\x07\r\n4000,ann,SIGTERM,sent,defunct\r\n",
            run.Output
        );
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void WhatIsDeniedIsAFailureThatNamesTheCall()
    {
        ToolRun run = new();
        run.Machine.Processes.DeniedPids.Add(310);
        run.Run("kill", "--user", "ann", "--yes", "--json");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("pidfd_send_signal: EPERM", run.Error, StringComparison.Ordinal);
        Assert.Equal(
            """{"schema":1,"processes":[{"pid":310,"username":"ann","signal":"SIGTERM","result":"denied","name":"\u6f22\u5b57\u001b]0;x\u0007"},{"pid":4000,"username":"ann","signal":"SIGTERM","result":"sent","name":"defunct"}]}"""
                + "\n",
            run.Output
        );
    }

    [Theory]
    [InlineData("kill 99999", 1, "there is no process 99999")]
    [InlineData("kill 0", 1, "there is no process 0")]
    [InlineData("kill -- -1", 2, "'-1' is not a PID")]
    [InlineData("kill x", 2, "'x' is not a PID")]
    [InlineData("kill", 2, "kill needs PIDs or a filter")]
    [InlineData("kill --yes", 2, "kill needs PIDs or a filter")]
    [InlineData("kill 1 --watch 1", 2, "")]
    [InlineData("--watch 1 kill 1", 2, "kill does not take --watch")]
    [InlineData("kill 1 --readonly", 2, "--readonly forbids changes")]
    [InlineData("--readonly kill 1", 2, "--readonly forbids changes")]
    [InlineData("kill 310 99999", 1, "there is no process 99999")]
    [InlineData("kill 1 --user ann", 1, "process 1 does not match the filter")]
    public void WhatCannotBeMeantIsSaid(string line, int exitCode, string message)
    {
        ToolRun run = new ToolRun().Run(line.Split(' '));
        Assert.Equal(exitCode, run.ExitCode);
        Assert.StartsWith("psutil: " + message, run.Error, StringComparison.Ordinal);
        Assert.Equal(line == "kill 310 99999" ? [(310, 15)] : [], run.Machine.Processes.Sent);
    }

    [Fact]
    public void TheEnvironmentCanForbidIt()
    {
        ToolRun run = new ToolRun { IsReadOnly = true }.Run("kill", "1");
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Machine.Processes.Sent);
    }

    [Fact]
    public void NobodyMatchedIsNotFound()
    {
        ToolRun run = new ToolRun().Run("kill", "--name", "nosuch");
        Assert.Equal((1, "", "psutil: no process matches\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public void WhoGivesANameReadsOfTheFilter() =>
        Assert.Contains("'psutil kill --name' takes a name", new ToolRun().Run("kill", "firefox").Error, StringComparison.Ordinal);
}
