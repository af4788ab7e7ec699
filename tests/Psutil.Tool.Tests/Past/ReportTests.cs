using System.Text.Json;
using System.Text.RegularExpressions;
using Psutil.Recording;
using Psutil.Tool.Past;
using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Past;

/// <summary><c>psutil report</c> over a recording of an hour in which something happens.</summary>
public sealed class ReportTests : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(60);

    private readonly string _root = Directory.CreateTempSubdirectory("psutil-report-").FullName;
    private readonly FakeClock _clock = new(ToolMachine.Start);

    private string Place => Path.Join(_root, "history");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void TextHasAllLists()
    {
        Record();
        ToolRun run = Run("--last", "2h", "--limit", "4");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Snapshot.Matches(run.Output, "report.txt");
    }

    [Fact]
    public void EachProcessCanBeListed()
    {
        Record();
        Snapshot.Matches(Run("--by", "process", "--sort", "peak", "--show", "use", "--limit", "4").Output, "report-process.txt");
    }

    [Fact]
    public void JsonHasTheSame()
    {
        Record();
        JsonElement report = Run("--json").Json;
        Assert.Equal(1, report.GetProperty("schema").GetInt32());
        Assert.Equal("program", report.GetProperty("by").GetString());
        JsonElement worker = report.GetProperty("use").EnumerateArray().First(use => use.GetProperty("name").GetString() == "worker");
        Assert.Equal(1200, worker.GetProperty("cpu_time").GetDouble());
        Assert.Equal(3000, worker.GetProperty("peak_rss").GetInt64());
        JsonElement period = Assert.Single(report.GetProperty("pressure").EnumerateArray(), strain =>
            strain.GetProperty("kind").GetString() == "memory"
        );
        Assert.Equal(600, period.GetProperty("seconds").GetDouble());
        JsonElement gap = Assert.Single(report.GetProperty("gaps").EnumerateArray());
        Assert.Equal("not_recorded", gap.GetProperty("kind").GetString());
        Assert.Equal(0, report.GetProperty("exits").GetArrayLength());
        Assert.Equal("/jobs", report.GetProperty("oom_kills")[0].GetProperty("cgroup").GetString());
        Assert.Equal(600, report.GetProperty("pressure_seconds").GetProperty("memory").GetDouble());
    }

    // Traffic and GPUs have their columns where they were recorded, and what used none of them has no value.
    [Fact]
    public void WhatWasRecordedSpeciallyHasColumns()
    {
        Record(special: true);
        JsonElement use = Run("--json", "--sort", "network").Json.GetProperty("use");
        Assert.Equal("worker", use[0].GetProperty("name").GetString());
        Assert.Equal((40_000, 400), (use[0].GetProperty("received_bytes").GetInt64(), use[0].GetProperty("sent_bytes").GetInt64()));
        Assert.Equal(1200, use[0].GetProperty("gpu_time").GetDouble());
        Assert.Equal(1 << 20, use[0].GetProperty("peak_gpu_memory").GetInt64());
        JsonElement init = use.EnumerateArray().First(entry => entry.GetProperty("name").GetString() == "init");
        foreach (string key in (ReadOnlySpan<string>)["received_bytes", "sent_bytes", "gpu_time", "peak_gpu_memory"])
        {
            Assert.Equal(JsonValueKind.Null, init.GetProperty(key).ValueKind);
        }

        Snapshot.Matches(Run("--show", "use", "--sort", "gpu", "--limit", "3").Output, "report-special.txt");
        Assert.Contains(",write_bytes,received_bytes,sent_bytes,gpu_time,peak_gpu_memory,", Run("--csv").Output, StringComparison.Ordinal);
    }

    // docs/recording.md lists them for programs: one that is missing there, or here, breaks somebody's script.
    [Theory]
    [InlineData("program")]
    [InlineData("process")]
    [InlineData("user")]
    [InlineData("container")]
    public void TheKeysAreThoseOfTheDocument(string by)
    {
        Record(special: true);
        string[] documented =
        [
            .. DocumentedKeys()
                .Where(line => line.By is null || line.By.Split(", ").Contains(by))
                .SelectMany(line => line.Keys)
                .Order(StringComparer.Ordinal),
        ];

        // Nothing exited here; CSV has the keys of a list without rows, too.
        IEnumerable<string> exits = Run("--csv", "--show", "exits").Output.TrimEnd().Split(',').Select(key => "exits[]." + key);
        Assert.Equal(documented, KeysOf(Run("--json", "--by", by).Json, "").Distinct().Concat(exits).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> KeysOf(JsonElement element, string path) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(member =>
                    member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                        ? KeysOf(member.Value, path + member.Name + (member.Value.ValueKind == JsonValueKind.Array ? "[]." : "."))
                        : [path + member.Name]
                ),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(entry => KeysOf(entry, path)),
            _ => [],
        };

    // Lines such as: | `use[]` by process | `name` |
    private static IEnumerable<(string? By, string[] Keys)> DocumentedKeys()
    {
        string[] lines = File.ReadAllLines(Path.Join(ToolProject.Root, "docs", "recording.md"));
        int first = Array.FindIndex(lines, line => line.StartsWith("| object | keys |", StringComparison.Ordinal)) + 2;
        Assert.True(first > 1, "docs/recording.md has no table of keys.");
        return lines[first..]
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (Objects: cells[1].Split(" by "), Keys: Words(cells[2])))
            .Select(line =>
                (
                    line.Objects is [_, var by] ? by : null,
                    line.Keys.Select(key => Words(line.Objects[0]) is [var name] ? $"{name}.{key}" : key).ToArray()
                )
            );

        static string[] Words(string cell) => [.. Regex.Matches(cell, "`([^`]+)`").Select(match => match.Groups[1].Value)];
    }

    [Theory]
    [InlineData(
        "use",
        "cpu_percent,cpu_time,average_rss,peak_rss,peak_time,read_bytes,write_bytes,processes,started,exited,failed,killed,name"
    )]
    [InlineData("exits", "time,pid,exit_code,name")]
    [InlineData("oom", "time,count,cgroup")]
    [InlineData("pressure", "from,to,seconds,kind,worst")]
    [InlineData("gaps", "from,to,kind,dropped_samples")]
    public void CsvHasTheListThatIsNamed(string list, string header)
    {
        Record();
        ToolRun run = Run("--csv", "--show", list);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(header, run.Output.Split("\r\n")[0]);
    }

    [Fact]
    public void TheSpanIsTheOneThatIsNamed()
    {
        Record();
        DateTimeOffset start = ToolMachine.Start;
        string from = Text(start + TimeSpan.FromMinutes(10));
        string to = Text(start + TimeSpan.FromMinutes(20));
        JsonElement report = Run("--json", "--from", from, "--to", to).Json;
        Assert.Equal((start + TimeSpan.FromMinutes(10)).ToUnixTimeSeconds(), report.GetProperty("from").GetDouble());
        Assert.Equal((start + TimeSpan.FromMinutes(20)).ToUnixTimeSeconds(), report.GetProperty("to").GetDouble());
        Assert.Equal(11, report.GetProperty("samples").GetInt32());
    }

    [Theory]
    [InlineData("--last,1h,--day,today", "--last, --day and --from cannot be combined")]
    [InlineData("--last,1h,--from,-2h", "--last, --day and --from cannot be combined")]
    [InlineData("--to,-2h", "--to needs --from: it ends the time that begins there")]
    [InlineData("--from,-1h,--to,-2h", "--from is not before --to")]
    [InlineData("--from,noon", "'noon' is not a time for --from: " + MomentText.Forms)]
    [InlineData("--from,-2h,--to,noon", "'noon' is not a time for --to: " + MomentText.Forms)]
    [InlineData("--day,monday", "'monday' is not a day: give today, yesterday or a date such as 2026-11-28")]
    [InlineData("--last,0h", "'0h' is not a time for --last: give 30m, 1h or 7d")]
    [InlineData("--by,colour", "'colour' is not valid for --by: give program, process, user or container")]
    public void ALineThatMakesNoSenseIsRefused(string line, string message)
    {
        ToolRun run = Run(line.Split(','));
        Assert.Equal((2, $"psutil: {message}\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void ATimeThatWasNotRecordedIsSaid()
    {
        Record();
        ToolRun run = Run("--from", "-9d", "--to", "-8d");
        Assert.Equal(3, run.ExitCode);
        Assert.StartsWith($"psutil: nothing was recorded in {Place} from ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("today", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59.9999999Z")]
    [InlineData("Yesterday", "2026-03-27T23:00:00Z", "2026-03-28T22:59:59.9999999Z")]
    [InlineData("2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T22:59:59.9999999Z")]
    public void ADayIsThatOfTheZone(string day, string first, string last)
    {
        Assert.True(
            MomentText.ParseDay(
                day,
                new DateTimeOffset(2026, 3, 29, 12, 0, 0, TimeSpan.Zero),
                MomentTextTests.Zone,
                out DateTimeOffset from,
                out DateTimeOffset to
            )
        );
        Assert.Equal(DateTimeOffset.Parse(first, CultureInfo.InvariantCulture), from);
        Assert.Equal(DateTimeOffset.Parse(last, CultureInfo.InvariantCulture), to);
    }

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private ToolRun Run(params string[] options) =>
        new ToolRun { Clock = _clock, OpenMachine = NoMachine }.Run(["report", "--dir", Place, .. options]);

    private static Machine NoMachine() => throw new InvalidOperationException("The machine itself was asked.");

    // An hour: a worker that uses a third of a CPU and grows, ten minutes without memory, and twenty in which nobody recorded.
    private void Record(bool special = false)
    {
        FakeMachine machine = new(_clock) { BootTime = ToolMachine.Start - TimeSpan.FromDays(3) };
        machine.Cpu.LogicalCount = 2;
        for (int run = 0; run < 2; run++)
        {
            using MachineRecorder recorder = new(
                machine,
                new RecordOptions
                {
                    Directory = Place,
                    WatchProcesses = false,
                    LeaveFree = 0,
                    CountTraffic = special,
                }
            );
            for (int sample = 0; sample <= 20; sample++)
            {
                int minute = (int)(_clock.GetUtcNow() - ToolMachine.Start).TotalMinutes;
                Change(machine, minute);
                if (special)
                {
                    UseSpecially(machine, minute);
                }

                Assert.True(recorder.Record(), recorder.LastFailure);
                _clock.Advance(Every);
            }

            _clock.Advance(TimeSpan.FromMinutes(19 * (1 - run)));
        }
    }

    // The worker keeps a GPU busy for half of the time, and receives and sends in each minute.
    private static void UseSpecially(FakeMachine machine, int minute)
    {
        machine.Gpus.All.Clear();
        machine.Gpus.All.Add(new Gpu { Id = "gpu0", Unavailable = new Dictionary<GpuValue, Unavailability>() });
        machine.Gpus.Processes.Clear();
        machine.Gpus.Processes.Add(
            new GpuProcess
            {
                Process = machine.Processes.FromIdentity(new ProcessIdentity(40, 40)),
                GpuId = "gpu0",
                Memory = 1 << 20,
                Engines = new Dictionary<string, GpuEngine> { ["gfx"] = new() { BusyTime = TimeSpan.FromSeconds(30 * minute) } },
            }
        );
        machine.Processes.AddTraffic(
            40,
            new ProcessNetworkIOCounters
            {
                BytesReceived = 1000,
                BytesSent = 10,
                MessagesReceived = 1,
                MessagesSent = 1,
            }
        );
    }

    private static void Change(FakeMachine machine, int minute)
    {
        machine.Processes.Add(Process(1, "init", "root", cpu: minute, rss: 500));
        machine.Processes.Add(Process(40, "worker", "eve", cpu: 20 * minute, rss: 50 * minute));
        machine.Processes.Add(Process(100 + minute, "job", "eve", cpu: 1, rss: 100));
        if (minute > 0)
        {
            machine.Processes.End(100 + minute - 1);
        }

        machine.Cpu.Times = new CpuTimes
        {
            User = TimeSpan.FromSeconds(22 * minute),
            System = TimeSpan.Zero,
            Idle = TimeSpan.FromSeconds((120 - 22) * minute),
        };
        machine.Memory.Virtual = new VirtualMemory
        {
            Total = 16L << 30,
            Available = minute is > 5 and <= 15 ? 1L << 30 : 8L << 30,
            Used = 8L << 30,
            Free = 1L << 30,
        };
        machine.Cgroups.Groups.Clear();
        machine.Cgroups.Groups.Add(
            new CgroupSnapshot
            {
                Path = "/jobs",
                Memory = new CgroupMemory { OomKills = minute >= 12 ? 1 : 0 },
            }
        );
    }

    private static ProcessSnapshot Process(int pid, string name, string user, double cpu, long rss) =>
        new(new ProcessIdentity(pid, pid))
        {
            Name = name,
            UserName = user,
            CpuTimes = new ProcessCpuTimes { User = TimeSpan.FromSeconds(cpu), System = TimeSpan.Zero },
            Memory = new ProcessMemory { Rss = rss, Vms = rss },
        };
}
