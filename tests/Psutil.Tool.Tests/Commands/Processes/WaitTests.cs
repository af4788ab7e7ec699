using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Commands;

public class WaitTests
{
    [Theory]
    [InlineData(0, "exited with code 0")]
    [InlineData(7, "exited with code 7")]
    [InlineData(-9, "was ended by SIGKILL")]
    [InlineData(-40, "was ended by signal 40")]
    [InlineData(null, "ended (exit code unknown)")]
    public void ItTellsHowAProcessEnded(int? exitCode, string words)
    {
        ToolRun run = Ending(exitCode).Run("wait", "54321");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal($"54321 (secret) {words} after 0s\n", run.Output);
    }

    [Fact]
    public void JsonAndCsvHaveTheCodeAndTheSignal()
    {
        Assert.Equal(
            """{"schema":1,"processes":[{"pid":54321,"name":"secret","ended":true,"exit_code":-15,"signal":"SIGTERM"}]}""" + "\n",
            Ending(-15).Run("wait", "54321", "--json").Output
        );
        Assert.Equal("pid,name,ended,exit_code,signal\r\n54321,secret,true,3,\r\n", Ending(3).Run("wait", "54321", "--csv").Output);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.05")]
    public void WhoIsStillThereWhenTheTimeIsUpIsNamed(string timeout)
    {
        ToolRun run = new();
        run.Clock.AdvancesWhenWaited = true;
        run.Run("wait", "1", "310", "--timeout", timeout);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Equal("psutil: 1 (systemd) has not ended\npsutil: 310 (漢字\\x1b]0;x\\x07) has not ended\n", run.Error);
    }

    [Theory]
    [InlineData("wait", 2, "wait needs PIDs")]
    [InlineData("wait x", 2, "'x' is not a PID")]
    [InlineData("wait 99999", 1, "there is no process 99999")]
    [InlineData("wait 1 --timeout -1", 2, "'-1' is not a valid time for --timeout")]
    public void WhatCannotBeMeantIsSaid(string line, int exitCode, string message)
    {
        ToolRun run = new ToolRun().Run(line.Split(' '));
        Assert.Equal(exitCode, run.ExitCode);
        Assert.StartsWith("psutil: " + message, run.Error, StringComparison.Ordinal);
    }

    // The process is there when the command looks, and gone when it begins to wait.
    private static ToolRun Ending(int? exitCode)
    {
        ToolRun outer = new();
        outer.Machine.Processes.AfterCapture = () => outer.Machine.Processes.End(54321, exitCode);
        return new ToolRun { OpenMachine = () => outer.Machine };
    }
}
