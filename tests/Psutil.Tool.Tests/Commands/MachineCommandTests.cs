using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Commands;

/// <summary>What the options of the commands about the machine change.</summary>
public class MachineCommandTests
{
    [Theory]
    [InlineData("--kind tcp", 2)]
    [InlineData("--kind tcp6", 0)]
    [InlineData("--kind udp6", 1)]
    [InlineData("--kind inet", 3)]
    [InlineData("--kind inet4", 2)]
    [InlineData("--kind unix", 2)]
    [InlineData("--kind all", 5)]
    [InlineData("", 3)]
    [InlineData("--listening", 2)]
    [InlineData("--listening --kind tcp", 1)]
    [InlineData("--pid 310", 2)]
    [InlineData("--pid 1 --kind all", 1)]
    [InlineData("--pid 4711", 0)]
    public void ConnectionsAreChosenByKindOwnerAndWhetherTheyListen(string line, int count)
    {
        ToolRun run = new ToolRun().Run(["connections", "--json", .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(count, run.Json.GetProperty("connections").GetArrayLength());
        Assert.Equal(count > 0 ? 0 : 1, run.ExitCode);
    }

    [Fact]
    public void ConnectionsHaveTheContractsMembersAndTheirOwner()
    {
        ToolRun run = new ToolRun().Run("connections", "--json", "--kind", "tcp");
        Assert.Equal(
            """{"fd":5,"family":"AF_INET","type":"SOCK_STREAM","laddr":{"ip":"127.0.0.1","port":8080},"raddr":{"ip":"192.0.2.9","port":51234},"status":"ESTABLISHED","pid":310,"recv_queue":0,"send_queue":199680,"accept_queue":null,"name":"\u6f22\u5b57\u001b]0;x\u0007","username":"ann"}""",
            run.Json.GetProperty("connections")[1].GetRawText()
        );
    }

    [Fact]
    public void OwnersThatAreHiddenAreDashesAndCounted()
    {
        ToolRun run = new ToolRun { IsPrivileged = false }.Run("connections", "--kind", "all");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("psutil: the owners of 2 sockets were denied; run as root to see them\n", run.Error);
        Assert.Contains(
            "\ntcp            LISTEN      0.0.0.0:22        *                                    3   -  - -    -\n",
            run.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void AFileSystemThatDoesNotAnswerIsSaidToHaveTimedOut()
    {
        ToolRun run = new ToolRun().Run("disks");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(
            "/dev/vdc  ext4 timed-out timed-out timed-out timed-out timed-out    ?       ? /mnt/dead\n",
            System.Text.RegularExpressions.Regex.Replace(run.Output, " +(?=timed)", " "),
            StringComparison.Ordinal
        );
        Assert.StartsWith("psutil: disks.usage./mnt/dead could not be read: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(2), run.Machine.Disks.LongestTimeout);
    }

    [Theory]
    [InlineData("net", "recv_per_second", 10000)]
    [InlineData("net --interval 3", "packets_recv_per_second", 10)]
    [InlineData("net --interval 3", "packets_sent_per_second", 20)]
    [InlineData("net --interval 3", "recv_per_second", 10000)]
    public void RatesAreOfTheInterval(string line, string member, double rate)
    {
        ToolRun run = new();
        run.Machine.Network.PacketsPerSecond = 10;
        run.Run([.. line.Split(' '), "--json"]);
        Assert.Equal(line.Contains('3', StringComparison.Ordinal) ? 3 : 0.3, run.Clock.Elapsed.TotalSeconds, 6);
        Assert.Equal(rate, run.Json.GetProperty("interfaces")[1].GetProperty(member).GetDouble(), 3);
    }

    [Fact]
    public void TrafficBySocketsSaysWhyAndWhatIsMissing()
    {
        ToolRun run = new();
        run.Machine.Processes.NetworkFallback = "BPF requires root";
        run.Run("net", "--by", "process", "--json");
        Assert.Equal(
            "psutil: only TCP is counted, by sockets: BPF requires root\n"
                + "psutil: some traffic is attributed to no process: 'psutil net --by process --json' has its sums under 'unattributed'\n",
            run.Error
        );
        Assert.Equal(
            """{"bytes_sent":1500000,"bytes_recv":3000,"packets_sent":null,"packets_recv":null,"source":"tcp_info"}""",
            run.Json.GetProperty("processes")[0].GetProperty("network_io").GetRawText()
        );
        Assert.Equal(100, run.Json.GetProperty("unattributed").GetProperty("bytes_sent").GetInt64());
    }

    [Theory]
    [InlineData("ps --fields network_io")]
    [InlineData("io --net")]
    public void ATableWithTrafficSaysWhyNotAllIsCounted(string line)
    {
        ToolRun run = new();
        run.Machine.Processes.NetworkFallback = "BPF requires root";
        run.Run([.. line.Split(' '), "--csv"]);
        Assert.Contains("psutil: only TCP is counted, by sockets: BPF requires root\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatHasNoTrafficIsNotCounted()
    {
        ToolRun run = new ToolRun().Run("ps", "--fields", "all", "--json");
        Assert.DoesNotContain(run.Machine.Processes.Asked, fields => (fields & ProcessFields.NetworkIO) != 0);
        Assert.False(run.Json.GetProperty("processes")[0].TryGetProperty("network_io", out _));
    }

    [Fact]
    public void TrafficOfTheIntervalIsMeasuredInOneListing()
    {
        ToolRun run = new ToolRun().Run("ps", "--fields", "network_io", "--interval", "2", "--json");
        Assert.Equal(TimeSpan.FromSeconds(2), run.Clock.Elapsed);
        Assert.Equal(
            """{"bytes_sent":2000,"bytes_recv":40000,"packets_sent":20,"packets_recv":400,"source":"bpf","recv_per_second":20000,"sent_per_second":1000}""",
            run.Json.GetProperty("processes")[0].GetProperty("network_io").GetRawText()
        );
    }

    [Fact]
    public void TrafficIsShownByProcessesOnly()
    {
        ToolRun run = new ToolRun().Run("net", "--by", "user");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("traffic cannot be shown by 'user'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void DisksHaveRatesWhereAnIntervalIsNamed()
    {
        ToolRun plain = new ToolRun().Run("disks", "--json");
        Assert.Equal(TimeSpan.Zero, plain.Clock.Elapsed);
        Assert.False(plain.Json.GetProperty("disks")[0].TryGetProperty("read_bytes_per_second", out _));

        ToolRun run = new();
        run.Machine.Disks.IOCounters["vda1"] = run.Machine.Disks.IOCounters["vda"];
        run.Machine.Disks.IOCounters.Remove("vda");
        run.Run("disks", "--interval", "3", "--json");
        Assert.Equal(3, run.Clock.Elapsed.TotalSeconds, 6);
        Assert.Equal(1024, run.Json.GetProperty("disks")[0].GetProperty("read_bytes_per_second").GetDouble(), 3);
    }

    [Fact]
    public void EachCpuHasItsShareAndWhoUsedIt()
    {
        System.Text.Json.JsonElement cpus = new ToolRun().Run("cpu", "--json").Json.GetProperty("cpus");
        Assert.Equal([0, 25, 50, 100], cpus.EnumerateArray().Select(cpu => Math.Round(cpu.GetProperty("percent").GetDouble(), 6)));
        Assert.Equal(
            [310, 54321],
            cpus[3].GetProperty("busiest").EnumerateArray().Select(process => process.GetProperty("pid").GetInt32())
        );
        Assert.Equal(3600, cpus[3].GetProperty("freq").GetDouble());
    }

    [Fact]
    public void ADeniedSensorIsSaidAndTheOthersAreShown()
    {
        ToolRun run = new ToolRun().Run("sensors");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("psutil: fans could not be read: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("coretemp", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ThePowerOfProcessorsGpusAndTheBatteryIsASensorToo()
    {
        ToolRun run = new();
        run.Machine.Energy.IsCounted = true;
        run.Run("sensors", "--json", "--interval", "0.5");
        Assert.Equal(TimeSpan.FromSeconds(0.5), run.Clock.Elapsed);
        Assert.Equal(
            ["battery discharging 11.5 W", "intel-rapl:0 package-0 15 W", "0000:00:02.0 i915 4 W", "0000:03:00.0 142.25 W"],
            run.Json.GetProperty("sensors")
                .EnumerateArray()
                .Where(row => row.GetProperty("kind").GetString() == "power")
                .Select(row =>
                    string.Join(
                        ' ',
                        row.GetProperty("chip").GetString(),
                        row.GetProperty("label").GetString()!.StartsWith("Navi", StringComparison.Ordinal)
                            ? row.GetProperty("current").GetRawText()
                            : $"{row.GetProperty("label").GetString()} {row.GetProperty("current").GetRawText()}",
                        row.GetProperty("unit").GetString()
                    )
                )
        );
    }

    [Fact]
    public void ThatOnlyRootMayReadTheEnergyIsSaid()
    {
        ToolRun run = new();
        (run.Machine.Energy.IsCounted, run.Machine.Energy.IsDenied) = (true, true);
        run.Machine.DeniesFans = false;
        run.Run("sensors");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("only root may read the energy counters of processors", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatCountsNoEnergyIsNotWaitedFor()
    {
        ToolRun run = new();
        run.Machine.Gpus.HasAny = false;
        run.Run("sensors");
        Assert.Equal(TimeSpan.Zero, run.Clock.Elapsed);
    }

    [Theory]
    [InlineData("--limit 1", "310", "processes\":5")]
    [InlineData("--user ann", "310,4000", "processes\":2")]
    public void TheTotalsAreOfAllThatAreMeant(string line, string pids, string totals)
    {
        ToolRun run = new ToolRun().Run(["procsmem", "--json", .. line.Split(' ')]);
        Assert.Equal(
            pids,
            string.Join(',', run.Json.GetProperty("processes").EnumerateArray().Select(process => process.GetProperty("pid").GetInt32()))
        );
        Assert.Contains(totals, run.Json.GetProperty("totals").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void ProgressIsShownOnATerminalOnlyAndErased()
    {
        ToolRun run = new() { ErrorTerminal = ToolRun.TerminalOf(80) };
        run.Machine.OnRead += reading => PassASecond(run, reading);
        run.Run("procsmem");
        Assert.Contains("\rReading the memory of process 2 of 5 [########            ]\u001b[K", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("\r\u001b[K", run.Error, StringComparison.Ordinal);
        ToolRun piped = new();
        piped.Machine.OnRead += reading => PassASecond(piped, reading);
        Assert.Equal("", piped.Run("procsmem").Error);
    }

    [Fact]
    public void VersionTellsWhatIsSupported()
    {
        System.Text.Json.JsonElement version = new ToolRun().Run("version", "--json").Json;
        Assert.Equal("Fake OS 1.0", version.GetProperty("os").GetString());
        Assert.Equal("yes", version.GetProperty("supported").GetProperty("cpu.times").GetString());
        Assert.Equal("denied", version.GetProperty("supported").GetProperty("sensors.fans").GetString());
        Assert.NotEqual("yes", version.GetProperty("bpf_process_table").GetString());
        Assert.Contains("memory_info", version.GetProperty("process_fields").EnumerateArray().Select(field => field.GetString()));
        System.Text.Json.JsonElement silent = new ToolRun { OpenMachine = () => new SilentMachine() }
            .Run("version", "--json")
            .Json;
        Assert.Equal("yes", version.GetProperty("supported").GetProperty("gpus").GetString());
        foreach (string reading in (ReadOnlySpan<string>)["cpu.times", "energy", "gpus", "cgroups"])
        {
            Assert.Equal("not supported", silent.GetProperty("supported").GetProperty(reading).GetString());
        }

        ToolRun none = new ToolRun { OpenMachine = () => throw new PsutilNotSupportedException("not this one") }.Run("version");
        Assert.Equal(0, none.ExitCode);
        Assert.Contains("supported: not this one", none.Output, StringComparison.Ordinal);
    }

    private static void PassASecond(ToolRun run, FakeReading reading)
    {
        if (reading.Source == "OSProcess.Capture")
        {
            run.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
