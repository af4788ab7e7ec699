using System.Net;
using System.Net.Sockets;
using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Commands;

public class WhoHoldsTests
{
    [Theory]
    [InlineData("", "who-holds-port.txt")]
    [InlineData("--csv", "who-holds-port.csv")]
    [InlineData("--json", "who-holds-port.json")]
    public void APortsHoldersAreShown(string form, string snapshot) =>
        Snapshot.Matches(
            new ToolRun().Run(["who-holds", ":53", .. form.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).Output,
            snapshot
        );

    [Theory]
    [InlineData("", "who-holds-file.txt")]
    [InlineData("--csv", "who-holds-file.csv")]
    [InlineData("--json", "who-holds-file.json")]
    public void AFilesHoldersAreShown(string form, string snapshot)
    {
        ToolRun run = new ToolRun().Run(["who-holds", "/lib/evil", .. form.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Snapshot.Matches(run.Output, snapshot);
        Assert.Equal((0, "psutil: 1 process could not be examined and may hold it too\n"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("who-holds", 2, "who-holds needs a file or a port")]
    [InlineData("who-holds --foo", 2, "there is no option '--foo'")]
    [InlineData("who-holds :0", 2, "':0' is not a port")]
    [InlineData("who-holds :65536", 2, "':65536' is not a port")]
    [InlineData("who-holds :http", 2, "':http' is not a port")]
    [InlineData("who-holds :4711", 1, null)]
    public void WhatCannotBeMeantIsSaid(string line, int exitCode, string? message)
    {
        ToolRun run = new ToolRun().Run(line.Split(' '));
        Assert.Equal(exitCode, run.ExitCode);
        Assert.StartsWith(message is null ? "" : "psutil: " + message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void RealFilesAndPortsAreFound()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "holders are told on Linux");
        string path = Path.GetTempFileName();
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.None, 1, FileOptions.DeleteOnClose);
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        string pid = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

        // Where file systems that never answer are about, as other tests mount them, one look may not come far enough.
        Assert.True(
            SpinWait.SpinUntil(() => Live("who-holds", path).Contains($"\n{pid},", StringComparison.Ordinal), TimeSpan.FromMinutes(2)),
            "It was not found."
        );
        Assert.Contains(
            $"\n{pid},",
            Live("who-holds", string.Create(CultureInfo.InvariantCulture, $":{((IPEndPoint)listener.LocalEndpoint).Port}")),
            StringComparison.Ordinal
        );
        ToolRun missing = new ToolRun { OpenMachine = () => Machine.Local }.Run("who-holds", path + "-missing");
        Assert.Equal(3, missing.ExitCode);
        Assert.Contains("ENOENT", missing.Error, StringComparison.Ordinal);
    }

    private static string Live(params string[] arguments) =>
        new ToolRun { OpenMachine = () => Machine.Local }
            .Run([.. arguments, "--csv"])
            .Output;
}
