using System.Net;
using System.Net.Sockets;
using System.Text.Json;
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

    [Fact]
    public void WhatIsHeldBelowAFolderIsNamed()
    {
        ToolRun run = new ToolRun().Run("who-holds", "/mnt/usb/");
        Assert.Equal(
            "PID USER FD   USE           NAME             HELD\n"
                + "  1 root 3 14 open mapped   systemd          /mnt/usb/a\\x1b /mnt/usb/b (deleted)\n"
                + "310 ann  ?    runs cwd root 漢字\\x1b]0;x\\x07\n",
            run.Output
        );
        Assert.Equal(
            """["/mnt/usb/a\u001b","/mnt/usb/b (deleted)"]""",
            new ToolRun().Run("who-holds", "/mnt/usb/", "--json").Json.GetProperty("holders")[0].GetProperty("paths").GetRawText()
        );
    }

    [Fact]
    public void OfManyThingsOneProcessHoldsPeopleSeeTheFirst()
    {
        Assert.Contains(
            " 10 11 12 13 14 15 16 and 13 more open ",
            new ToolRun().Run("who-holds", "/mnt/full/").Output,
            StringComparison.Ordinal
        );
        Assert.Contains(" 28 29,", new ToolRun().Run("who-holds", "/mnt/full/", "--csv").Output, StringComparison.Ordinal);
        JsonElement holder = new ToolRun().Run("who-holds", "/mnt/full/", "--json").Json.GetProperty("holders")[0];
        Assert.Equal(20, holder.GetProperty("fds").GetArrayLength());
    }

    [Theory]
    [InlineData("who-holds", 2, "who-holds needs a file or a port")]
    [InlineData("who-holds --foo", 2, "there is no option '--foo'")]
    [InlineData("who-holds :0", 2, "':0' is not a port")]
    [InlineData("who-holds :65536", 2, "':65536' is not a port")]
    [InlineData("who-holds :http", 2, "':http' is not a port")]
    [InlineData("who-holds :4711", 1, null)]
    [InlineData("who-holds 4711", 1, null)]
    [InlineData("who-holds 0", 2, "'0' is not a port")]
    [InlineData("who-holds 65536", 2, "'65536' is not a port")]
    public void WhatCannotBeMeantIsSaid(string line, int exitCode, string? message)
    {
        ToolRun run = new ToolRun().Run(line.Split(' '));
        Assert.Equal(exitCode, run.ExitCode);
        Assert.StartsWith(message is null ? "" : "psutil: " + message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ANumberIsAPort() =>
        Assert.Equal(new ToolRun().Run("who-holds", ":53", "--csv").Output, new ToolRun().Run("who-holds", "53", "--csv").Output);

    [Fact]
    public void PortsAndFilesAreOffered()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("psutil-complete-");
        try
        {
            File.WriteAllText(Path.Join(folder.FullName, "some.txt"), "");
            File.WriteAllText(Path.Join(folder.FullName, "some name"), "");
            folder.CreateSubdirectory("someFolder");
            string begun = folder.FullName + "/so";
            string line = "psutil who-holds " + begun;
            string[] offered = new ToolRun()
                .Run($"[suggest:{line.Length}]", line)
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal([begun + "me.txt", begun + "meFolder/"], offered);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Assert.Contains("8080", new ToolRun().Run("[suggest:17]", "psutil who-holds ").Output.Split('\n'));
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
