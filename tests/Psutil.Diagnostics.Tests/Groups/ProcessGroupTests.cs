namespace Psutil.Diagnostics.Tests;

public sealed class ProcessGroupTests
{
    private static readonly string[] Instruments =
    [
        "psutil.process_group.count",
        "psutil.process_group.cpu.time",
        "psutil.process_group.memory.usage",
        "psutil.process_group.io",
        "psutil.process_group.left_out",
    ];

    private readonly FakeClock _clock = new();
    private readonly FakeMachine _machine;

    public ProcessGroupTests() => _machine = new FakeMachine(_clock);

    [Fact]
    public void TheFirstRuleThatMatchesDecides()
    {
        Run(1, "nginx", user: "www-data");
        Run(2, "nginx", user: "root");
        Run(3, "bash", user: "root", executable: "/usr/bin/bash");
        Run(4, "java", cgroup: new ProcessCgroup { Path = "/a", Unit = "app.service" });
        Run(
            5,
            "node",
            cgroup: new ProcessCgroup
            {
                Path = "/b",
                ContainerId = new string('a', 64),
                PodUid = "7",
            }
        );
        using Collector collector = NewCollector(
            100,
            new()
            {
                Group = "web",
                Names = ["ng*"],
                Users = ["www-data"],
            },
            new() { Group = "container {container} of {pod}", Containers = ["*"] },
            new() { Group = "unit {unit}" },
            new() { Group = "{executable}", Executables = ["/usr/*"] },
            new() { Group = "none", Names = ["nothing"] },
            new() { Group = "other of {user}" }
        );
        Assert.Equal(
            [
                "psutil.group=web: 1",
                "psutil.group=none: 0",
                "psutil.group=other of root: 1",
                "psutil.group=bash: 1",
                "psutil.group=unit app.service: 1",
                "psutil.group=container aaaaaaaaaaaa of 7: 1",
            ],
            collector.Collect().Of("psutil.process_group.count")
        );
    }

    [Fact]
    public void NoSumFallsWhenAProcessEnds()
    {
        Run(1, "a", seconds: 10, rss: 100, bytes: 1000);
        Run(2, "a", seconds: 5, rss: 50, bytes: 500);
        using Collector collector = NewCollector(100, new ProcessGroupRule { Group = "{name}" });
        AssertGroup(collector.Collect(), "a", count: 2, seconds: 15, rss: 150, bytes: 1500);

        Run(1, "a", seconds: 12, rss: 100, bytes: 1100);
        AssertGroup(Next(collector), "a", count: 2, seconds: 17, rss: 150, bytes: 1600);

        _machine.Processes.End(1);
        AssertGroup(Next(collector), "a", count: 1, seconds: 17, rss: 50, bytes: 1600);

        _machine.Processes.End(2);
        AssertGroup(Next(collector), "a", count: 0, seconds: 17, rss: 0, bytes: 1600);

        // Another process with the PID of one that ended.
        Run(1, "a", seconds: 1, rss: 10, bytes: 1, start: 2);
        AssertGroup(Next(collector), "a", count: 1, seconds: 18, rss: 10, bytes: 1601);
    }

    [Fact]
    public void ACounterThatCannotBeReadForAWhileIsNotCountedTwice()
    {
        Run(1, "a", seconds: 10, bytes: 100);
        using Collector collector = NewCollector(100, new ProcessGroupRule { Group = "{name}" });
        AssertGroup(collector.Collect(), "a", count: 1, seconds: 10, rss: 0, bytes: 100);
        _machine.Processes.Add(new ProcessSnapshot(new ProcessIdentity(1, 1)) { Name = "a" });
        AssertGroup(Next(collector), "a", count: 1, seconds: 10, rss: 0, bytes: 100);
        Run(1, "a", seconds: 11, bytes: 101);
        AssertGroup(Next(collector), "a", count: 1, seconds: 11, rss: 0, bytes: 101);
    }

    [Fact]
    public void AProcessThatIsRenamedLeavesItsShareBehind()
    {
        Run(1, "sh", seconds: 10);
        using Collector collector = NewCollector(100, new ProcessGroupRule { Group = "{name}" });
        _ = collector.Collect();
        Run(1, "java", seconds: 12);
        IReadOnlyList<Series> all = Next(collector);
        AssertGroup(all, "sh", count: 0, seconds: 10, rss: 0, bytes: 0);
        AssertGroup(all, "java", count: 1, seconds: 2, rss: 0, bytes: 0);
    }

    [Fact]
    public void AProcessThatChangesItsUserIsFoundWithinAMinute()
    {
        Run(1, "a", user: "root");
        using Collector collector = NewCollector(100, new ProcessGroupRule { Group = "{user}" });
        _ = collector.Collect();
        Run(1, "a", user: "nobody");
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, collector.Collect().Value("psutil.process_group.count", "psutil.group=nobody"));
    }

    [Fact]
    public void GroupsBeyondTheLimitAreCounted()
    {
        for (int pid = 1; pid <= 10; pid++)
        {
            Run(pid, $"p{pid}");
        }

        using Collector collector = NewCollector(3, new() { Group = "fixed", Names = ["p10"] }, new() { Group = "{name}" });
        for (int repeat = 0; repeat < 2; repeat++)
        {
            IReadOnlyList<Series> all = Next(collector);
            Assert.Equal(["psutil.group=fixed: 1", "psutil.group=p1: 1", "psutil.group=p2: 1"], all.Of("psutil.process_group.count"));
            Assert.Equal(7, all.Value("psutil.process_group.left_out"));
        }
    }

    [Fact]
    public void AWrongPlaceholderIsRefused() =>
        Assert.Throws<ArgumentException>(() => new ProcessGroups([new ProcessGroupRule { Group = "{pid}" }]));

    [Fact]
    public void AThousandCollectionsOfAChangingTableLeaveNothingBehind()
    {
        using Collector collector = NewCollector(10, new ProcessGroupRule { Group = "{name}" });
        int round = 0;
        Repeat(100);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Repeat(1000);

        // Other tests hold objects too, for a while.
        Assert.True(SpinWait.SpinUntil(() => GC.GetTotalMemory(forceFullCollection: true) - before < 500_000, TimeSpan.FromMinutes(1)));
        Assert.Equal(10, collector.Collect().Of("psutil.process_group.count").Length);

        void Repeat(int count)
        {
            for (int index = 0; index < count; index++)
            {
                foreach (int old in _machine.Processes.GetPids())
                {
                    _machine.Processes.End(old);
                }

                // The fake remembers how each process ended, so the same come back in turn.
                int first = 1 + (20 * (round++ % 3));
                for (int pid = first; pid < first + 20; pid++)
                {
                    Run(pid, $"p{pid}");
                }

                _ = Next(collector);
            }
        }
    }

    [Theory]
    [InlineData(ProcessRanking.Cpu, "big")]
    [InlineData(ProcessRanking.Memory, "fat")]
    [InlineData(ProcessRanking.IO, "busy")]
    public void TheLargestProcesses(ProcessRanking ranking, string expected)
    {
        _machine.Memory.Virtual = new()
        {
            Total = 1000,
            Available = 0,
            Used = 0,
            Free = 0,
        };
        _machine.Cpu.LogicalCount = 2;
        ProcessCgroup cgroup = new()
        {
            Path = "/",
            ContainerId = "c1",
            PodUid = "p1",
        };
        using Collector collector = new(
            _machine,
            options => (options.TopProcesses, options.TopProcessesBy) = (1, ranking),
            name => name.StartsWith("psutil.top_process.", StringComparison.Ordinal)
        );
        RunAll(1);
        _ = collector.Collect();
        RunAll(2);
        IReadOnlyList<Series> all = Next(collector);
        string tags = Assert.Single(all, series => series.Name == "psutil.top_process.cpu.utilization").Tags;
        Assert.Contains($"process.executable.name={expected}", tags, StringComparison.Ordinal);
        Assert.Contains("container.id=c1,k8s.pod.uid=p1", tags, StringComparison.Ordinal);
        Assert.Single(all, series => series.Name == "psutil.top_process.memory.usage" && series.Tags == tags);
        Assert.Equal(2, all.Of("psutil.top_process.io").Length);

        void RunAll(int factor)
        {
            Run(1, "idle", seconds: 100, rss: 1, bytes: 1, cgroup: cgroup);
            Run(2, "big", seconds: 1.0 * factor, rss: 1, bytes: 1, cgroup: cgroup);
            Run(3, "fat", seconds: 0.5 * factor, rss: 900, bytes: 1, cgroup: cgroup);
            Run(4, "busy", seconds: 0.5 * factor, rss: 1, bytes: 1000 * factor, cgroup: cgroup);
        }
    }

    [Fact]
    public void TheProcessWithTheMostTraffic()
    {
        using Collector collector = new(
            _machine,
            options => (options.TopProcesses, options.TopProcessesBy) = (1, ProcessRanking.Network),
            name => name.StartsWith("psutil.top_process.", StringComparison.Ordinal)
        );
        Run(1, "quiet");
        Run(2, "talker");
        _ = collector.Collect();
        _machine.Processes.AddTraffic(1, new ProcessNetworkIOCounters { BytesSent = 5, BytesReceived = 5 });
        _machine.Processes.AddTraffic(2, new ProcessNetworkIOCounters { BytesSent = 100, BytesReceived = 20 });
        Series[] series = [.. Next(collector).Where(one => one.Name == "psutil.top_process.network.io")];
        Assert.Equal([20.0, 100.0], series.Select(one => one.Value).Order());
        Assert.All(series, one => Assert.Contains("process.executable.name=talker", one.Tags, StringComparison.Ordinal));
    }

    [Fact]
    public void TrafficIsNotCountedForOtherRankings()
    {
        using Collector collector = new(
            _machine,
            options => (options.TopProcesses, options.TopProcessesBy) = (1, ProcessRanking.Memory),
            name => name.StartsWith("psutil.top_process.", StringComparison.Ordinal)
        );
        Run(1, "idle", rss: 1);
        _ = collector.Collect();
        Assert.Empty(Next(collector).Of("psutil.top_process.network.io"));
    }

    private static void AssertGroup(IReadOnlyList<Series> all, string name, int count, double seconds, long rss, long bytes)
    {
        string group = $"psutil.group={name}";
        Assert.Equal(count, all.Value("psutil.process_group.count", group));
        Assert.Equal(seconds, all.Value("psutil.process_group.cpu.time", $"cpu.mode=user,{group}"), 6);
        Assert.Equal(0, all.Value("psutil.process_group.cpu.time", $"cpu.mode=system,{group}"));
        Assert.Equal(rss, all.Value("psutil.process_group.memory.usage", group));
        Assert.Equal(bytes, all.Value("psutil.process_group.io", $"disk.io.direction=read,{group}"));
    }

    private Collector NewCollector(int maximum, params ProcessGroupRule[] rules) =>
        new(
            _machine,
            options => (options.Groups, options.MaximumGroups) = (new ProcessGroups(rules), maximum),
            name => Instruments.Contains(name)
        );

    private IReadOnlyList<Series> Next(Collector collector)
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        return collector.Collect();
    }

    private void Run(
        int pid,
        string name,
        double seconds = 0,
        long rss = 0,
        long bytes = 0,
        string? user = null,
        string? executable = null,
        ProcessCgroup? cgroup = null,
        long start = 1
    ) =>
        _machine.Processes.Add(
            new ProcessSnapshot(new ProcessIdentity(pid, start))
            {
                Name = name,
                CpuTimes = new ProcessCpuTimes { User = TimeSpan.FromSeconds(seconds), System = TimeSpan.Zero },
                Memory = new ProcessMemory { Rss = rss, Vms = rss },
                IOCounters = new ProcessIOCounters { ReadBytes = bytes, WriteBytes = 0 },
                UserName = user,
                ExecutablePath = executable,
                Cgroup = cgroup,
            }
        );
}
