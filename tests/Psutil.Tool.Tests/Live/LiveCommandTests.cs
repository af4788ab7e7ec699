using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Live;

/// <summary>The commands on this very machine: what must hold whatever it is doing.</summary>
public class LiveCommandTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public LiveCommandTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "the truths that these are held to are Linux's");

    [Theory]
    [InlineData("cpu", "cpus")]
    [InlineData("mem", "summary")]
    [InlineData("disks", "disks")]
    [InlineData("disks --all", "disks")]
    [InlineData("net", "interfaces")]
    [InlineData("procsmem", "processes")]
    [InlineData("ps", "processes")]
    [InlineData("tree", "processes")]
    [InlineData("maps self", "memory_maps")]
    [InlineData("files self", "open_files")]
    public void TextJsonAndCsvTellOfTheSame(string line, string list)
    {
        string[] arguments = line.Replace("self", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Split(' ');

        // Others on the machine start and end processes and mount disks, so two looks differ, but not always.
        int slack = list is "processes" or "memory_maps" or "open_files" ? 20 : 0;
        long start = Stopwatch.GetTimestamp();
        (int Json, int Csv, int Text) counts;
        do
        {
            counts = Look(arguments, list);
        } while (!AreAlike(counts) && Stopwatch.GetElapsedTime(start) < Patience);

        Assert.InRange(counts.Json, 1, int.MaxValue);
        Assert.True(AreAlike(counts), $"{counts}");

        bool AreAlike((int Json, int Csv, int Text) counts) =>
            Math.Abs(counts.Csv - counts.Json) <= slack
            && counts.Text <= counts.Json + slack + 5
            // The tree shows equal leaves in one line.
            && (counts.Text >= counts.Json - slack || arguments[0] == "tree");
    }

    private static (int Json, int Csv, int Text) Look(string[] arguments, string list)
    {
        ToolRun json = Run([.. arguments, "--json"]);
        Assert.Equal(0, json.ExitCode);
        string[] rows = Run([.. arguments, "--csv"]).Output.TrimEnd().Split("\r\n");
        string[] lines = Run(arguments).Output.TrimEnd().Split('\n');
        Assert.DoesNotContain(string.Concat(lines), char.IsControl);
        return (json.Json.GetProperty(list).GetArrayLength(), rows.Length - 1, lines.Length);
    }

    [Fact]
    public void MemoryIsWhatTheKernelSays()
    {
        JsonElement memory = Run("mem", "--json").Json.GetProperty("memory").GetProperty("virtual");
        string line = File.ReadLines("/proc/meminfo").First(text => text.StartsWith("MemTotal:", StringComparison.Ordinal));
        Assert.Equal(
            long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024,
            memory.GetProperty("total").GetInt64()
        );
    }

    [Fact]
    public void EveryCpuIsShownWithShares()
    {
        JsonElement[] cpus = [.. Run("cpu", "--json").Json.GetProperty("cpus").EnumerateArray()];
        Assert.Equal(
            Environment.GetEnvironmentVariable("DOTNET_PROCESSOR_COUNT") is null ? Machine.Local.Cpu.GetLogicalCount() : cpus.Length,
            cpus.Length
        );
        Assert.All(cpus, cpu => Assert.InRange(cpu.GetProperty("percent").GetDouble(), 0, 100));
    }

    [Fact]
    public void TheRootsSizeIsTheDrives()
    {
        JsonElement root = Run("disks", "--all", "--json")
            .Json.GetProperty("disks")
            .EnumerateArray()
            .Single(disk => disk.GetProperty("mountpoint").GetString() == "/");
        Assert.Equal(new DriveInfo("/").TotalSize, root.GetProperty("total").GetInt64());
    }

    [Fact]
    public void AListeningSocketIsFoundWithItsOwner()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        JsonElement socket = Run("connections", "--kind", "tcp4", "--listening", "--json")
            .Json.GetProperty("connections")
            .EnumerateArray()
            .Single(connection => connection.GetProperty("laddr").GetProperty("port").GetInt32() == port);
        Assert.Equal(Environment.ProcessId, socket.GetProperty("pid").GetInt32());
        Assert.Equal("LISTEN", socket.GetProperty("status").GetString());
        Assert.Equal(Machine.Local.Processes.Current.GetName(), socket.GetProperty("name").GetString());
    }

    [Fact]
    public void AnOpenFileIsShownWithItsPosition()
    {
        string path = Path.GetTempFileName();
        using (FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose))
        {
            file.Write(new byte[123]);
            file.Flush(flushToDisk: true);
            _ = file.SafeFileHandle;
            JsonElement shown = Run("files", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), "--json")
                .Json.GetProperty("open_files")
                .EnumerateArray()
                .Single(entry => entry.GetProperty("path").GetString() == path);
            Assert.StartsWith("r", shown.GetProperty("mode").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TheFootprintOfThisProcessIsBetweenNothingAndItsRss()
    {
        JsonElement process = Run("procsmem", "--pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), "--json")
            .Json.GetProperty("processes")[0];
        Assert.InRange(process.GetProperty("uss").GetInt64(), 1 << 20, process.GetProperty("pss").GetInt64());
        Assert.InRange(process.GetProperty("pss").GetInt64(), 1 << 20, process.GetProperty("rss").GetInt64() + (64 << 20));
    }

    [Fact]
    public async Task AWatchTellsTheLifeOfAChild()
    {
        using System.Diagnostics.Process watch = Executable.Start(
            Executable.Psutil,
            ["watch", "--poll", "--interval", "0.05", "--csv", "--name", "sleep"]
        );
        try
        {
            Assert.StartsWith(
                "psutil: the process table is read",
                await watch.StandardError.ReadLineAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal
            );
            using System.Diagnostics.Process child = System.Diagnostics.Process.Start("sleep", "1000");
            string pid = child.Id.ToString(CultureInfo.InvariantCulture);
            List<string> kinds = [];
            while (!kinds.Contains("exited") && await watch.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } row)
            {
                string[] cells = row.Split(',');
                if (cells[2] == pid)
                {
                    // It ends when it has been seen.
                    kinds.Add(cells[1]);
                    child.Kill();
                }
            }

            Assert.Equal("exited", kinds[^1]);
            Assert.True(kinds.Count > 1, "Its beginning was not told.");
        }
        finally
        {
            watch.Kill();
        }
    }

    private static ToolRun Run(params string[] arguments) =>
        new ToolRun { OpenMachine = () => Machine.Local, OnSleep = Thread.Sleep }.Run(arguments);
}
