using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Commands;

/// <summary><c>watch</c> and <c>io</c>.</summary>
public class WatchTests
{
    [Fact]
    public void WaitsThatTheSystemDoesNotCountAreExplainedOnce()
    {
        Assert.Single(Run().Split('\n'), line => line.StartsWith("WAIT is not counted: ", StringComparison.Ordinal));
        Assert.Contains("\"iowait\":null", Run("--json"), StringComparison.Ordinal);
        Assert.DoesNotContain("WAIT is not counted", new ToolRun().Run("io").Output, StringComparison.Ordinal);

        static string Run(params string[] options)
        {
            ToolRun run = new();
            ProcessSnapshot reader = ToolProcess.Create(60000, "reader");
            run.Machine.Processes.Clear();
            run.Machine.Processes.Add(new ProcessSnapshot(reader) { CpuTimes = ToolProcess.Cpu(TimeSpan.Zero) with { IOWait = null } });
            return run.Run(["io", .. options]).Output;
        }
    }

    [Fact]
    public void EachEventIsALine()
    {
        ToolRun run = Eventful().Run("watch");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("psutil: the kernel reports each event\n", run.Error);
        Assert.Equal(
            "09:34:42.000     700 started sh, by 310\n"
                + "09:34:42.001     700 runs 漢\\x1b[2J\n"
                + "09:34:42.002     700 is now called other\n"
                + "09:34:42.003     700 exited  other, code 3\n"
                + "09:34:42.004     701 exited  ?, signal 9\n"
                + "09:34:42.005         lost    17 events\n",
            run.Output
        );
    }

    [Fact]
    public void JsonIsOneObjectPerLine() => Snapshot.Matches(Eventful().Run("watch", "--json").Output, "watch.ndjson");

    [Fact]
    public void CsvHasOneHeader() => Snapshot.Matches(Eventful().Run("watch", "--csv").Output, "watch.csv");

    [Theory]
    [InlineData("--name other", "renamed exited lost")]
    [InlineData("--pid 701", "exited lost")]
    [InlineData("--limit 2", "started renamed")]
    [InlineData("--name nosuch --limit 1", "lost")]
    public void OnlySelectedProcessesAreReported(string line, string kinds)
    {
        string output = Eventful().Run(["watch", "--csv", .. line.Split(' ')]).Output;
        Assert.Equal(kinds.Split(' '), output.TrimEnd().Split("\r\n").Skip(1).Select(row => row.Split(',')[1]));
    }

    [Fact]
    public void PollingIsSaidAndTakesTheInterval()
    {
        ToolRun run = Eventful().Run("watch", "--poll", "--interval", "0.5", "--limit", "1");
        Assert.Equal("psutil: the process table is read every 0.5 s: shorter-lived processes are not seen\n", run.Error);
        Assert.Equal(TimeSpan.FromSeconds(0.5), run.Machine.Processes.WatchOptions!.Interval);
        Assert.False(run.Machine.Processes.WatchOptions.UseKernelEvents);
    }

    [Theory]
    [InlineData(null, true, "0", ", by 0")]
    [InlineData(null, null, "null", ", by ?")]
    [InlineData(7, false, "7", ", by 7")]
    public void NoParentIsZeroAndAnUnknownOneIsNot(int? parent, bool? hasNoParent, string json, string text)
    {
        ToolRun run = new();
        run.Machine.Processes.Events.Add(
            new ProcessStartedEvent
            {
                Time = At(0),
                Identity = new ProcessIdentity(700, 1),
                ParentPid = parent,
                HasNoParent = hasNoParent,
                Name = "sh",
            }
        );
        Assert.Contains($"\"ppid\":{json}", run.Run("watch", "--json").Output, StringComparison.Ordinal);
        ToolRun people = new();
        people.Machine.Processes.Events.AddRange(run.Machine.Processes.Events);
        Assert.Contains(text, people.Run("watch").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AWatchThatEndsWithoutAnEventFoundNothing() => Assert.Equal(1, new ToolRun().Run("watch").ExitCode);

    [Theory]
    [InlineData("--active", "310")]
    [InlineData("--limit 2", "310,1")]
    [InlineData("--user root", "1,2")]
    public void IOIsSortedByRateAndChosen(string line, string pids)
    {
        ToolRun run = new ToolRun().Run(["io", "--json", "--interval", "2", .. line.Split(' ')]);
        Assert.Equal(
            pids,
            string.Join(',', run.Json.GetProperty("processes").EnumerateArray().Select(process => process.GetProperty("pid").GetInt32()))
        );
        Assert.Equal(TimeSpan.FromSeconds(2), run.Clock.Elapsed);
        Assert.Equal(1024, run.Json.GetProperty("disks").GetProperty("read_bytes_per_second").GetDouble(), 3);
    }

    [Fact]
    public void RatesOfAWatchAreOfTheTimeBetween()
    {
        ToolRun run = new ToolRun().Run("io", "--csv", "--active", "--interval", "1", "--watch", "2", "--count", "3");
        string[] rows = run.Output.TrimEnd().Split("\r\n");
        Assert.Equal(4, rows.Length);
        Assert.All(rows.Skip(1), row => Assert.Contains(",310,ann,4096,8192,", row, StringComparison.Ordinal));
    }

    private static ToolRun Eventful()
    {
        ToolRun run = new();
        ProcessIdentity child = new(700, 70_000);
        run.Machine.Processes.Events.AddRange([
            new ProcessStartedEvent
            {
                Time = At(0),
                Identity = child,
                ParentPid = 310,
                Name = "sh",
            },
            new ProcessRenamedEvent
            {
                Time = At(1),
                Identity = child,
                Name = "漢\u001b[2J",
                ByExec = true,
            },
            new ProcessRenamedEvent
            {
                Time = At(2),
                Identity = child,
                Name = "other",
                ByExec = false,
            },
            new ProcessExitedEvent
            {
                Time = At(3),
                Identity = child,
                Name = "other",
                ExitCode = 3,
            },
            new ProcessExitedEvent
            {
                Time = At(4),
                Identity = new ProcessIdentity(701, null),
                ExitCode = -9,
            },
            new ProcessEventsLostEvent { Time = At(5), Count = 17 },
        ]);
        return run;
    }

    private static DateTimeOffset At(int milliseconds) => ToolMachine.Start.AddMilliseconds(milliseconds);
}
