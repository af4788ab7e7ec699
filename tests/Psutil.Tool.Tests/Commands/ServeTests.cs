using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Commands;

public class ServeTests
{
    [Fact]
    public void TheServerIsStartedWithWhatWasGiven()
    {
        ToolRun run = new ToolRun().Run(
            "serve",
            "--listen",
            "127.0.0.1:1",
            "--no-color",
            "--history",
            "--listen=unix:/run/p.sock",
            "--token-file",
            "/etc/token"
        );
        Assert.Equal(
            ["--listen", "127.0.0.1:1", "--listen", "unix:/run/p.sock", "--token-file", "/etc/token", "--history"],
            run.ServerArguments!
        );
        // Its exit code is that of the server.
        Assert.Equal(3, run.ExitCode);
    }

    [Theory]
    [InlineData("--nope")]
    [InlineData("--listen")]
    [InlineData("x")]
    public void AWrongCommandLineStartsNothing(string argument)
    {
        ToolRun run = new ToolRun().Run("serve", argument);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.NotEmpty(run.Error);
        Assert.Null(run.ServerArguments);
    }

    [Fact]
    public void TheTokenIsNoArgument()
    {
        // Every user reads those.
        string help = new ToolRun().Run("serve", "--help").Output;
        Assert.DoesNotMatch(@"--token\b(?!-file)", help);
        Assert.Contains("PSUTIL_SERVE_TOKEN", help, StringComparison.Ordinal);
    }
}
