using System.Diagnostics;
using System.Text.Json;
using Psutil.LinuxTests.Deadlines;

namespace Psutil.Tool.Tests.Live.Stuck;

/// <summary>The command beside a process whose memory map is locked. Other programs wait for that one, so nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(StuckProcess), DisableParallelization = true)]
public class StuckProcessGroup;

[Collection(nameof(StuckProcess))]
public class StuckProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly string[] Lists =
    [
        "ps --json --fields all",
        "ps --args",
        $"pidof {StuckProcess.ShortName}",
        "io --json",
        "kill --name no-such-name --yes",
        "connections --json",
        "tree --args",
        "info PID --json --environment --maps",
        "procsmem --json",
        "top -b -n 2 -d 0.1 --args",
        "--json",
    ];

    [Fact]
    public void EveryListEnds()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "FUSE is Linux's");
        using StuckProcess stuck = new();
        Assert.All(Lists, line =>
        {
            (bool ended, string output) = Run(line.Replace("PID", $"{stuck.Pid}", StringComparison.Ordinal));
            Assert.True(ended, "It did not end.");
            if (line.StartsWith("ps --json", StringComparison.Ordinal))
            {
                using JsonDocument json = JsonDocument.Parse(output);
                JsonElement rows = json.RootElement.GetProperty("processes");
                JsonElement row = rows.EnumerateArray().Single(row => row.GetProperty("pid").GetInt32() == stuck.Pid);
                Assert.Equal(StuckProcess.ShortName, row.GetProperty("name").GetString());
                Assert.Equal(JsonValueKind.Null, row.GetProperty("cmdline").ValueKind);
                Assert.Equal("timed out", row.GetProperty("unavailable").GetProperty("cmdline").GetString());
            }
        });
    }

    [Theory]
    [InlineData("top -b -d 0.2")]
    [InlineData("ps --watch 0.2")]
    [InlineData("watch")]
    public async Task ATermSignalEndsIt(string line)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "FUSE is Linux's");
        using StuckProcess stuck = new();
        using Process process = Executable.Start(Executable.Psutil, line.Split(' '));
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        try
        {
            // Once it handles the signal it writes, but for 'watch', which is silent while nothing happens.
            if (line != "watch")
            {
                Assert.NotNull(await process.StandardOutput.ReadLineAsync(cancellation).AsTask().WaitAsync(Patience, cancellation));
            }

            Machine.Local.Processes.Get(process.Id).Terminate();
            Drain(process.StandardOutput);
            Drain(process.StandardError);
            await process.WaitForExitAsync(cancellation).WaitAsync(Patience, cancellation);
        }
        finally
        {
            process.Kill();
        }
    }

    private static (bool Ended, string Output) Run(string line)
    {
        using Process process = Executable.Start(Executable.Psutil, line.Split(' '));
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Drain(process.StandardError);
        if (process.WaitForExit(Patience))
        {
            return (true, output.GetAwaiter().GetResult());
        }

        process.Kill();
        return (false, "");
    }

    private static void Drain(StreamReader reader) => _ = reader.ReadToEndAsync();
}
