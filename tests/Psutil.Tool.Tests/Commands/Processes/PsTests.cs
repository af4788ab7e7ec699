using System.Text.Json;
using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Text;

namespace Psutil.Tool.Tests.Commands;

public class PsTests
{
    private const string Every =
        "pid ppid name exe cmdline environ create_time status cwd username uids gids terminal nice ionice rlimits io_counters num_ctx_switches num_fds "
        + "num_threads threads cpu_times cpu_percent cpu_percent_average cpu_affinity cpu_num memory_info memory_info_ex memory_footprint memory_percent memory_maps page_faults "
        + "open_files net_connections oom_score signals_pending pgid sid cgroup is_kernel_thread gpu gpu_memory gpu_percent";

    [Fact]
    public void IntoAPipeTheTableIsWhole() => Snapshot.Matches(new ToolRun().Run("ps").Output, "ps-pipe.txt");

    [Theory]
    [InlineData(80)]
    [InlineData(40)]
    [InlineData(200)]
    public void OnATerminalTheTableFits(int width)
    {
        ToolRun run = new ToolRun { Terminal = ToolRun.TerminalOf(width) }.Run("ps");
        Assert.All(run.Output.Split('\n'), line => Assert.True(TextWidth.Of(line) <= width));
        Snapshot.Matches(run.Output, $"ps-{width}.txt");
    }

    [Fact]
    public void EveryFieldIsWrittenAsTheContractSays() =>
        Snapshot.Matches(
            new ToolRun { Terminal = ToolRun.TerminalOf(80) }
                .Run("ps", "--json", "--fields", "all")
                .Output,
            "ps-all.json"
        );

    [Fact]
    public void AllMeansEveryFieldOfTheContract()
    {
        JsonElement process = new ToolRun().Run("ps", "--json", "--fields", "all").Json.GetProperty("processes")[0];
        IEnumerable<string> expected = Every.Split(' ');
        if (OperatingSystem.IsWindows())
        {
            expected = expected
                .Except(["uids", "gids", "terminal", "rlimits", "num_fds", "oom_score", "signals_pending", "pgid", "cgroup"])
                .Append("num_handles");
        }

        Assert.Equal(expected.Append("unavailable").Order(), process.EnumerateObject().Select(member => member.Name).Order());
    }

    [Fact]
    public void OnlyTheAskedFieldsAreWrittenAndThePid()
    {
        JsonElement root = new ToolRun().Run("ps", "--json", "--fields", "name, num_threads").Json;
        Assert.Equal(1, root.GetProperty("schema").GetInt32());
        Assert.All(root.GetProperty("processes").EnumerateArray(), process =>
            Assert.Equal(["pid", "name", "num_threads", "unavailable"], process.EnumerateObject().Select(member => member.Name))
        );
    }

    [Fact]
    public void OnlyTheNeededSourcesAreRead()
    {
        ToolRun run = new ToolRun().Run("ps", "--json", "--fields", "pid,nice");
        Assert.Equal([ProcessFields.Nice], run.Machine.Processes.Asked);
        Assert.Equal(TimeSpan.Zero, run.Clock.Elapsed);
    }

    [Fact]
    public void TheDefaultsWaitForNothing()
    {
        Assert.Equal(TimeSpan.Zero, new ToolRun().Run("ps").Clock.Elapsed);
        Assert.Equal(TimeSpan.Zero, new ToolRun().Run("ps", "--json").Clock.Elapsed);
    }

    [Fact]
    public void CpuPercentIsMeasuredOverTheInterval()
    {
        ToolRun run = new ToolRun().Run("ps", "--json", "--fields", "cpu_percent", "--interval", "0.5");
        Assert.Equal(TimeSpan.FromSeconds(0.5), run.Clock.Elapsed);
        Dictionary<int, double> percents = run
            .Json.GetProperty("processes")
            .EnumerateArray()
            .ToDictionary(process => process.GetProperty("pid").GetInt32(), process => process.GetProperty("cpu_percent").GetDouble());
        Assert.Equal(150, percents[310], 6);
        Assert.Equal(10, percents[54321], 6);
        Assert.Equal(0, percents[1]);
    }

    [Fact]
    public void ByDefaultCpuPercentIsTheAverageSinceTheProcessBegan()
    {
        ToolRun run = new();
        run.Machine.Processes.Clear();
        run.Machine.Processes.AddRange([
            new ProcessSnapshot(ToolProcess.Create(7, "half"))
            {
                CreateTime = ToolMachine.Start - TimeSpan.FromMinutes(2),
                CpuTimes = ToolProcess.Cpu(TimeSpan.FromMinutes(1)),
            },
            new ProcessSnapshot(ToolProcess.Create(8, "new")) { CreateTime = ToolMachine.Start - TimeSpan.FromSeconds(0.09) },
            new ProcessSnapshot(ToolProcess.Create(9, "of tomorrow")) { CreateTime = ToolMachine.Start + TimeSpan.FromDays(1) },
        ]);
        JsonElement[] processes = [.. run.Run("ps", "--json").Json.GetProperty("processes").EnumerateArray()];
        Assert.Equal(50, processes[0].GetProperty("cpu_percent_average").GetDouble(), 6);
        Assert.All(processes[1..], process => Assert.Equal(JsonValueKind.Null, process.GetProperty("cpu_percent_average").ValueKind));
        Assert.False(processes[0].TryGetProperty("cpu_percent", out _));
    }

    [Theory]
    [InlineData("ps --interval 0.2")]
    [InlineData("ps --sort cpu")]
    [InlineData("ps --cpu >1")]
    [InlineData("ps --fields +cpu")]
    public void CpuPercentOverTheIntervalTakesThePlaceOfTheAverage(string line)
    {
        string header = new ToolRun().Run(line.Split(' ')).Output.Split('\n')[0];
        Assert.Equal("PID PPID USER STATE NI THR CPU% MEM% RSS VMS TIME START NAME", string.Join(' ', Words(header)));
    }

    [Theory]
    [InlineData("--sort num_fds", "num_fds")]
    [InlineData("--sort exe --limit 1", "exe")]
    [InlineData("--memory >3%", "memory_percent")]
    [InlineData("-u ann --fields pid", "username")]
    [InlineData("--state zombie --fields name", "status")]
    [InlineData("--name secret --args", "name")]
    public void WhatIsSortedOrSelectedByIsShown(string line, string field)
    {
        Assert.Contains(field, new ToolRun().Run(["ps", "--csv", .. line.Split(' ')]).Output.Split("\r\n")[0].Split(','));
        Assert.True(new ToolRun().Run(["ps", "--json", .. line.Split(' ')]).Json.GetProperty("processes")[0].TryGetProperty(field, out _));
    }

    [Theory]
    [InlineData("--fields pid,name --sort rss", "pid,name,rss,vms")]
    [InlineData(
        "--fields +exe,cwd",
        "pid,ppid,username,status,nice,num_threads,cpu_percent_average,memory_percent,rss,vms,cpu_times,create_time,exe,cwd,name"
    )]
    [InlineData(
        "--fields +rss,+num_fds",
        "pid,ppid,username,status,nice,num_threads,cpu_percent_average,memory_percent,rss,vms,cpu_times,create_time,num_fds,name"
    )]
    public void NamedFieldsKeepTheirPlaces(string line, string header) =>
        Assert.Equal(header, new ToolRun().Run(["ps", "--csv", .. line.Split(' ')]).Output.Split("\r\n")[0]);

    [Fact]
    public void TheShortOptionsOfPsAreTaken()
    {
        Assert.Equal("310", Pids(new ToolRun().Run("ps", "--json", "-p", "310")));
        Assert.Equal("310,4000", Pids(new ToolRun().Run("ps", "--json", "-u", "ann")));
    }

    [Fact]
    public void AProcessWithoutAnEarlierSampleHasNoCpuPercent()
    {
        ToolRun run = new();
        ToolRun watched = new()
        {
            OpenMachine = () => run.Machine,
            OnSleep = _ => run.Machine.Processes.Add(ToolProcess.Create(60000, "new")),
        };
        watched.Run("ps", "--json", "--fields", "cpu_percent");
        JsonElement born = watched
            .Json.GetProperty("processes")
            .EnumerateArray()
            .Single(process => process.GetProperty("pid").GetInt32() == 60000);
        Assert.Equal(JsonValueKind.Null, born.GetProperty("cpu_percent").ValueKind);
    }

    [Fact]
    public void WatchingWritesOneObjectPerLine()
    {
        ToolRun run = new ToolRun().Run("ps", "--json", "--fields", "cpu_percent", "--watch", "2", "--count", "3");
        string[] lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line =>
            Assert.Equal(150, JsonDocument.Parse(line).RootElement.GetProperty("processes")[2].GetProperty("cpu_percent").GetDouble(), 6)
        );
        Assert.Equal(TimeSpan.FromSeconds(0.3 + 2 + 2), run.Clock.Elapsed);
    }

    [Theory]
    [InlineData("pid", "1,2,310,4000,54321")]
    [InlineData("cpu_times", "1,54321,310,4000,2")]
    [InlineData("memory_info", "310,1,54321,2,4000")]
    [InlineData("cpu_percent", "310,54321,1,2,4000")]
    [InlineData("username", "310,4000,1,2,54321")]
    [InlineData("exe", "310,1,2,4000,54321")]
    [InlineData("num_fds", "1,2,310,4000,54321")]
    public void RowsAreSortedAmountsFromTheLargestUnknownLast(string field, string pids) =>
        Assert.Equal(pids, Pids(new ToolRun().Run("ps", "--json", "--sort", field)));

    [Theory]
    [InlineData("rss", "memory_info")]
    [InlineData("RSS", "memory_info")]
    [InlineData("cpu", "cpu_percent")]
    [InlineData("CPU%", "cpu_percent")]
    [InlineData("user", "username")]
    [InlineData("time", "cpu_times")]
    public void ATitleNamesItsField(string title, string field)
    {
        Assert.Equal(Pids(new ToolRun().Run("ps", "--json", "--sort", field)), Pids(new ToolRun().Run("ps", "--json", "--sort", title)));
        Assert.Equal(
            new ToolRun().Run("ps", "--csv", "--fields", $"pid,{field}").Output,
            new ToolRun().Run("ps", "--csv", "--fields", $"pid,{title}").Output
        );
    }

    [Theory]
    [InlineData("uss", "60001,60002,60003")]
    [InlineData("pss", "60002,60003,60001")]
    [InlineData("SWAP", "60003,60001,60002")]
    [InlineData("vms", "60003,60002,60001")]
    public void TheTitleOfAFurtherColumnSortsByThatColumn(string title, string pids)
    {
        ToolRun run = new();
        run.Machine.Processes.AddRange([WithMemory(60001, 3, 4, 2), WithMemory(60002, 2, 6, 1), WithMemory(60003, 1, 5, 3)]);
        Assert.Equal(pids, Pids(run.Run("ps", "--json", "--pid", "60001,60002,60003", "--sort", title)));
    }

    [Theory]
    [InlineData("memory_info", "2,4000,54321,1,310")]
    [InlineData("exe", "1,310,2,4000,54321")]
    public void ReverseTurnsTheKnownRound(string field, string pids) =>
        Assert.Equal(pids, Pids(new ToolRun().Run("ps", "--json", "--sort", field, "--reverse")));

    [Fact]
    public void LimitTakesTheFirst() =>
        Assert.Equal("310,1", Pids(new ToolRun().Run("ps", "--json", "--sort", "memory_info", "--limit", "2")));

    [Fact]
    public void WhatIsMissingIsNullAndSaysWhy()
    {
        JsonElement secret = new ToolRun().Run("ps", "--json", "--fields", "exe,num_fds,ionice,name").Json.GetProperty("processes")[4];
        Assert.Equal(JsonValueKind.Null, secret.GetProperty("exe").ValueKind);
        Assert.Equal("""{"exe":"denied","num_fds":"denied","ionice":"not supported"}""", secret.GetProperty("unavailable").GetRawText());
    }

    [Fact]
    public void ADeniedValueAnUnsupportedOneAndNoneLookDifferent()
    {
        string[] lines = new ToolRun().Run("ps", "--fields", "num_fds,ionice,terminal,exe,name").Output.Split('\n');
        Assert.Equal(["9", "ioclass=2,", "value=4", "?", "zombie", "defunct"], Words(lines[4]));
        Assert.Equal(["-", "n/a", "?", "-", "secret"], Words(lines[5]));
    }

    [Fact]
    public void WhatWasDeniedIsCountedOnStandardErrorAndIsNoFailure()
    {
        ToolRun run = new ToolRun().Run("ps", "--fields", "exe,cwd,name");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"\Apsutil: 2 values of 1 process were denied; [^\n]+\n\z", run.Error);
        Assert.Equal("", new ToolRun().Run("ps").Error);
    }

    [Fact]
    public void BytesThatAreNotUtf8ArePrivateUseCharacters()
    {
        string output = new ToolRun().Run("ps", "--json", "--fields", "cmdline,environ").Output;
        Assert.Contains(
            """["/bin/\u6f22\u5b57","--evil=\u001b[31m\u202e","new\nline","byte\udbfd\udfff",""]""",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains("""{"PATH":"/bin","BAD\udbfd\udf80":"x\udbfd\udfffy\u0085"}""", output, StringComparison.Ordinal);
    }

    [Fact]
    public void JsonIsPrintableAscii() =>
        Assert.DoesNotContain(new ToolRun().Run("ps", "--json", "--fields", "all").Output.TrimEnd('\n'), unit => unit is < ' ' or > '~');

    private static ProcessSnapshot WithMemory(int pid, long uss, long pss, long swap) =>
        new(ToolProcess.Create(pid, "memory"))
        {
            Memory = new ProcessMemory { Rss = 9, Vms = pid },
            MemoryFootprint = new ProcessMemoryFootprint
            {
                Uss = uss,
                Pss = pss,
                Swap = swap,
            },
        };

    private static string Pids(ToolRun run) =>
        string.Join(',', run.Json.GetProperty("processes").EnumerateArray().Select(process => process.GetProperty("pid").GetInt32()));

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
