using System.Text.Json;
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
    private void Record()
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
                }
            );
            for (int sample = 0; sample <= 20; sample++)
            {
                Change(machine, (int)(_clock.GetUtcNow() - ToolMachine.Start).TotalMinutes);
                Assert.True(recorder.Record(), recorder.LastFailure);
                _clock.Advance(Every);
            }

            _clock.Advance(TimeSpan.FromMinutes(19 * (1 - run)));
        }
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
