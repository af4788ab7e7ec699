using System.Diagnostics;
using System.Text.Json;
using Psutil.LinuxTests;

namespace Psutil.Tool.Tests.Live;

/// <summary>A file system whose server does not answer keeps nobody waiting for the command.</summary>
public class DeadFileSystemTests
{
    private const int MostAttempts = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public DeadFileSystemTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has FUSE as the test speaks it");

    [Theory]
    [InlineData("\"$0\" disks --all --json | cat")]
    [InlineData("{ \"$0\" disks --all --json 3>&1 >&4 | cat; } 4>&1")]
    [InlineData("\"$0\" disks --all --json")]
    public async Task WhoReadsItsOutputGetsTheEnd(string script)
    {
        using SilentFileSystem dead = new(countsThisProcess: false);
        JsonElement shown = await ReadDisks(script, dead.Mark);
        Assert.Equal("timed out", shown.GetProperty("unavailable").GetProperty($"disks.usage.{dead.Path}").GetString());
        Assert.Equal(JsonValueKind.Null, TotalOf(shown, dead.Path).ValueKind);
        Assert.InRange(dead.Questions, 0, 1);
    }

    [Fact]
    public async Task ThoseThatAnswerAreShownBehindManyThatDoNot()
    {
        const int DeadCount = 14;
        List<SilentFileSystem> all = [];
        try
        {
            for (int index = 0; index <= DeadCount; index++)
            {
                all.Add(new SilentFileSystem());
            }

            all[^1].Answer();
            JsonElement shown;
            int attempts = 0;
            do
            {
                // The command waits for 2 s, in which a busy machine may not get to the last of them.
                shown = await ReadDisks("\"$0\" disks --all --json | cat");
            } while (TotalOf(shown, all[^1].Path).ValueKind == JsonValueKind.Null && ++attempts < MostAttempts);

            Assert.Equal(SilentFileSystem.Blocks * SilentFileSystem.FragmentSize, TotalOf(shown, all[^1].Path).GetInt64());
            Assert.All(all[..^1], dead => Assert.Equal(JsonValueKind.Null, TotalOf(shown, dead.Path).ValueKind));
        }
        finally
        {
            all.ForEach(mount => mount.Dispose());
        }
    }

    [Fact]
    public async Task AWatchAsksItOnceAndShowsItWhenItComesBack()
    {
        using SilentFileSystem dead = new(countsThisProcess: false);
        using Process process = Executable.Start(Executable.Psutil, ["disks", "--all", "--json", "--watch", "0.1"], dead.Mark);
        try
        {
            for (int frame = 0; frame < 5; frame++)
            {
                Assert.Equal(JsonValueKind.Null, TotalOf(await NextFrame(process), dead.Path).ValueKind);
            }

            Assert.True(SpinWait.SpinUntil(() => dead.Questions > 0, Patience));
            Assert.Equal(1, dead.Questions);
            dead.Answer();
            JsonElement total;
            do
            {
                total = TotalOf(await NextFrame(process), dead.Path);
            } while (total.ValueKind == JsonValueKind.Null);

            Assert.Equal(SilentFileSystem.Blocks * SilentFileSystem.FragmentSize, total.GetInt64());
        }
        finally
        {
            process.Kill();
        }
    }

    private static async Task<JsonElement> NextFrame(Process process) =>
        JsonElement.Parse(
            (
                await process
                    .StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
                    .AsTask()
                    .WaitAsync(Patience, TestContext.Current.CancellationToken)
            )!
        );

    private static async Task<JsonElement> ReadDisks(string script, params (string Name, string? Value)[] environment)
    {
        (int exitCode, string output, string error) = await Executable
            .Run("bash", ["-c", script, Executable.Psutil], environment)
            .WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, error);
        return JsonElement.Parse(output);
    }

    private static JsonElement TotalOf(JsonElement shown, string mountPoint) =>
        shown
            .GetProperty("disks")
            .EnumerateArray()
            .Single(disk => disk.GetProperty("mountpoint").GetString() == mountPoint)
            .GetProperty("total");
}
