using System.Text.Json;
using Psutil.Recording;
using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Past;

/// <summary>
/// <c>mem</c>, <c>disks</c> and <c>net</c> with <c>--from</c> and <c>--to</c>: ten minutes, with a start of the machine after five.
/// </summary>
public sealed class SpanCommandTests : IDisposable
{
    private const long Mebi = 1 << 20;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly string _root = Directory.CreateTempSubdirectory("psutil-span-").FullName;
    private readonly FakeClock _clock = new(ToolMachine.Start);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("mem", "mem-span.txt")]
    [InlineData("disks", "disks-span.txt")]
    [InlineData("net", "net-span.txt")]
    public void TextHasTheTime(string command, string snapshot)
    {
        Record();
        ToolRun run = Run(command);
        Assert.Equal(0, run.ExitCode);
        Snapshot.Matches(run.Output, snapshot);
    }

    [Fact]
    public void MemoryHasItsAverageItsLeastAndItsMost()
    {
        Record();
        JsonElement root = Run("mem", "--json").Json;
        JsonElement[] rows = [.. root.GetProperty("summary").EnumerateArray()];
        Assert.Equal(["memory", "swap"], rows.Select(row => row.GetProperty("kind").GetString()));

        // A value is of the minute before its sample: 2, 3, 4 and 5 mebibytes, and after the start, before which none is known, 7 to 11.
        Assert.Equal((59 * Mebi / 9, Mebi, 11 * Mebi), RangeOf(rows[0], "used"));
        Assert.Equal((((9 * 100) - 59) * Mebi / 9, 89 * Mebi, 99 * Mebi), RangeOf(rows[0], "available"));
        Assert.Equal((59_000 / 9, 1000, 11_000), RangeOf(rows[1], "used"));
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("available_average").ValueKind);
        Assert.Equal(JsonValueKind.Null, rows[0].GetProperty("swapped_in").ValueKind);

        // 400 and 500 before and after the start, of which the first counts from nothing.
        Assert.Equal((1000, 2000), (rows[1].GetProperty("swapped_in").GetInt64(), rows[1].GetProperty("swapped_out").GetInt64()));
        Assert.Equal(1000 / 570.0, rows[1].GetProperty("swapped_in_per_second").GetDouble(), 6);

        // What it is at the end stays where it was.
        Assert.Equal(11 * Mebi, rows[0].GetProperty("used").GetInt64());
        Assert.Equal(11 * Mebi, root.GetProperty("memory").GetProperty("virtual").GetProperty("used").GetInt64());

        static (long, long, long) RangeOf(JsonElement row, string name) =>
            (
                row.GetProperty(name + "_average").GetInt64(),
                row.GetProperty(name + "_min").GetInt64(),
                row.GetProperty(name + "_max").GetInt64()
            );
    }

    [Fact]
    public void WithoutASpanMemoryIsAsItWas()
    {
        Record();
        string[] keys = ["kind", "total", "used", "free", "shared", "buffers", "cached", "available", "percent"];
        ToolRun live = new ToolRun().Run("mem", "--csv");
        Assert.Equal(string.Join(',', keys), live.Output.Split("\r\n")[0]);
        Assert.StartsWith(string.Join(',', keys[..^1]) + ",used_average,", Run("mem", "--csv").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void DisksHaveWhatTheyMovedAcrossAStart()
    {
        Record();
        JsonElement disk = Assert.Single(Run("disks", "--json").Json.GetProperty("disks").EnumerateArray(), entry =>
            entry.GetProperty("device").GetString() == "/dev/vdz"
        );
        Assert.Equal(
            (10 * Mebi, 20 * Mebi),
            (disk.GetProperty("span_read_bytes").GetInt64(), disk.GetProperty("span_write_bytes").GetInt64())
        );

        // Half a minute of it the machine was switched off.
        Assert.Equal(10 * Mebi / 570.0, disk.GetProperty("read_bytes_per_second").GetDouble(), 3);

        // The counter itself is as of the end: since the start.
        Assert.Equal(6 * Mebi, disk.GetProperty("read_bytes").GetInt64());
    }

    [Fact]
    public void InterfacesHaveWhatTheyMovedAcrossAStart()
    {
        Record();
        JsonElement root = Run("net", "--json").Json;
        JsonElement wired = Assert.Single(root.GetProperty("interfaces").EnumerateArray(), entry =>
            entry.GetProperty("name").GetString() == "eth9"
        );
        Assert.Equal((10_000, 20_000), (wired.GetProperty("span_bytes_recv").GetInt64(), wired.GetProperty("span_bytes_sent").GetInt64()));
        Assert.Equal(10_000 / 570.0, wired.GetProperty("recv_per_second").GetDouble(), 6);
        JsonElement totals = root.GetProperty("totals");
        Assert.Equal(
            (10_000, 20_000),
            (totals.GetProperty("span_bytes_recv").GetInt64(), totals.GetProperty("span_bytes_sent").GetInt64())
        );
    }

    [Fact]
    public void EachPartOfATimeHasItsOwn()
    {
        Record();
        string[] lines = Run("net", "--csv", "--watch", "120").Output.TrimEnd().Split("\r\n");
        string[] header = lines[0].Split(',');
        int name = Array.IndexOf(header, "name");
        int received = Array.IndexOf(header, "span_bytes_recv");
        Assert.Equal(
            ["2000", "2000", "2000", "2000", "2000"],
            lines[1..].Select(line => line.Split(',')).Where(cells => cells[name] == "eth9").Select(cells => cells[received])
        );
        string[] memory = Run("mem", "--csv", "--watch", "120").Output.TrimEnd().Split("\r\n");
        int least = Array.IndexOf(memory[0].Split(','), "used_min");
        Assert.Equal(
            [1, 3, 5, 7, 9],
            memory[1..].Where(line => line.Contains(",memory,", StringComparison.Ordinal)).Select(line => MebiOf(line.Split(',')[least]))
        );

        static long MebiOf(string bytes) => long.Parse(bytes, CultureInfo.InvariantCulture) / Mebi;
    }

    private ToolRun Run(params string[] arguments) =>
        new ToolRun { Clock = _clock, OpenMachine = () => throw new InvalidOperationException("The machine itself was asked.") }.Run([
            .. arguments,
            "--from",
            Text(ToolMachine.Start),
            "--to",
            Text(ToolMachine.Start + (10 * Every)),
            "--dir",
            Path.Join(_root, "history"),
        ]);

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private void Record()
    {
        FakeMachine machine = new(_clock) { BootTime = ToolMachine.Start - TimeSpan.FromDays(3) };
        machine.Disks.IOCounters.Clear();
        machine.Network.IOCounters.Clear();
        machine.Disks.Partitions.Add(
            new DiskPartition
            {
                Device = "/dev/vdz",
                MountPoint = "/srv",
                FileSystemType = "ext4",
                Options = "rw",
            }
        );
        machine.Disks.Usage["/srv"] = new DiskUsage
        {
            Total = 100 * Mebi,
            Used = 50 * Mebi,
            Free = 50 * Mebi,
        };
        for (int run = 0; run < 2; run++)
        {
            using MachineRecorder recorder = new(
                machine,
                new RecordOptions
                {
                    Directory = Path.Join(_root, "history"),
                    SlowEvery = TimeSpan.Zero,
                    WatchProcesses = false,
                    LeaveFree = 0,
                }
            );
            for (int sample = 0; sample < (run == 0 ? 5 : 6); sample++)
            {
                // From the start of the machine on counters begin at 0, and have risen once until the first sample.
                int rises = run == 0 ? sample + 7 : sample + 1;
                int minute = (5 * run) + sample;
                machine.Disks.IOCounters["vdz"] = default(DiskIOCounters) with { ReadBytes = rises * Mebi, WriteBytes = 2 * rises * Mebi };
                machine.Network.IOCounters["eth9"] = default(NetworkIOCounters) with
                {
                    BytesReceived = 1000 * rises,
                    BytesSent = 2000 * rises,
                };
                machine.Memory.Virtual = new VirtualMemory
                {
                    Total = 100 * Mebi,
                    Available = (99 - minute) * Mebi,
                    Used = (minute + 1) * Mebi,
                    Free = Mebi,
                };
                machine.Memory.Swap = new SwapMemory
                {
                    Total = 100_000,
                    Used = 1000 * (minute + 1),
                    Free = 0,
                    SwappedIn = 100 * rises,
                    SwappedOut = 200 * rises,
                };
                Assert.True(recorder.Record(), recorder.LastFailure);
                _clock.Advance(Every);
            }

            machine.BootTime = _clock.GetUtcNow() - TimeSpan.FromSeconds(30);
        }
    }
}
