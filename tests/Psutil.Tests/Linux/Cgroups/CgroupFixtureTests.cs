using Psutil.Platforms.Linux;

namespace Psutil.Tests.Linux;

/// <summary>The cgroups of whole machines, in the layouts that distributions and containers have.</summary>
public sealed class CgroupFixtureTests : IDisposable
{
    private const string Id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string UnifiedMount = "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n";
    private const string Stall = "some avg10=1.50 avg60=0.00 avg300=0.00 total=2000000\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n";

    private readonly FixtureTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void WithoutAMountThereAreNone()
    {
        Assert.Throws<PsutilNotSupportedException>(() => Read());
        _tree.Add("proc/self/cgroup", "0::/\n").Add("proc/self/mountinfo", "23 27 0:22 / /sys rw,relatime - sysfs sysfs rw\n");
        Assert.Throws<PsutilNotSupportedException>(() => Read());
    }

    [Fact]
    public void AMachineOfVersion2()
    {
        AddUnifiedMachine();
        CgroupTable table = Read();
        Assert.Equal((CgroupVersion.V2, false), (table.Version, table.IsTruncated));
        Assert.Equal(
            [
                "/",
                "/init.scope",
                "/system.slice",
                "/system.slice/docker-" + Id + ".scope",
                "/system.slice/unit2.service",
                "/system.slice/unit10.service",
            ],
            table.Groups.Select(group => group.Path)
        );

        // The root group has no limits, and nothing of its own that counts.
        CgroupSnapshot root = table.Groups[0];
        Assert.Equal((null, null, 3L), (root.Id, root.Memory!.Current, root.ProcessCount));
        Assert.Equal(70, root.Memory.Anonymous);
        Assert.Equal(UnavailableReason.NotSupported, root.WhyMissing(CgroupFields.Tasks));

        CgroupSnapshot container = table.Groups[3];
        Assert.Equal((Id, "docker", "system.slice"), (container.ContainerId, container.Runtime, container.Slice));
        Assert.NotNull(container.Id);
        Assert.Equal(
            new CgroupCpu
            {
                Usage = TimeSpan.FromSeconds(2),
                User = TimeSpan.FromSeconds(1.5),
                System = TimeSpan.FromSeconds(0.5),
                Periods = 10,
                ThrottledPeriods = 4,
                ThrottledTime = TimeSpan.FromSeconds(0.25),
                LimitCpuCount = 1.5,
                Weight = 100,
            },
            container.Cpu
        );
        Assert.Equal(
            new CgroupMemory
            {
                Current = 1000,
                Peak = 2000,
                Anonymous = 70,
                File = 20,
                Kernel = 10,
                Slab = 4,
                Shared = 2,
                InactiveFile = 6,
                Limit = 4000,
                Swap = 5,
                SwapLimit = 50,
                HighEvents = 1,
                MaxEvents = 2,
                OomEvents = 3,
                OomKills = 4,
            },
            container.Memory
        );
        CgroupDeviceIO device = Assert.Single(container.DeviceIO!);
        Assert.Equal(("8:0", "sda", 4096, 8192), (device.Number, device.Name, device.ReadBytes, device.WriteBytes));
        Assert.Equal((4096, 8192), (container.ReadBytes, container.WriteBytes));
        Assert.Equal(1.5, container.Pressure!.Cpu!.Value.Some.TenSeconds);
        Assert.Null(container.Pressure.Memory);
        Assert.Equal(new CgroupTasks { Count = 12, Limit = 100 }, container.Tasks);
        Assert.Equal(2, container.ProcessCount);
        Assert.Null(container.Unavailable);
    }

    [Fact]
    public void AControllerThatIsOffGivesNoZero()
    {
        AddUnifiedMachine();
        CgroupSnapshot group = Find("/init.scope");
        Assert.Equal(TimeSpan.FromSeconds(2), group.Cpu!.Usage);
        Assert.Null(group.Cpu.Weight);
        Assert.Null(group.Cpu.LimitCpuCount);
        Assert.Null(group.Memory);
        Assert.Null(group.DeviceIO);
        Assert.Null(group.ReadBytes);
        Assert.Null(group.Pressure);
        Assert.Null(group.Tasks);
        Assert.Equal([CgroupFields.Memory, CgroupFields.IO, CgroupFields.Pressure, CgroupFields.Tasks], group.Unavailable!.Keys.Order());
        Assert.All(group.Unavailable!.Values, reason => Assert.Equal(UnavailableReason.NotSupported, reason));
    }

    [Fact]
    public void OnlyWhatIsRequestedIsReadAndNamed()
    {
        AddUnifiedMachine();
        using Machine machine = _tree.Machine;
        CgroupSnapshot group = machine.Cgroups!.Capture(CgroupFields.Tasks).Groups[3];
        Assert.Equal(12, group.Tasks!.Value.Count);
        Assert.Null(group.Cpu);
        Assert.Null(group.ProcessCount);
        Assert.Null(group.Unavailable);
        Assert.All(machine.Cgroups.Capture(CgroupFields.None).Groups, found => Assert.Null(found.Unavailable));
    }

    [Fact]
    public void AMachineOfVersion1()
    {
        AddMounts(
            "31 23 0:26 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n"
                + "32 23 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
                + "33 23 0:28 / /sys/fs/cgroup/blkio rw - cgroup cgroup rw,blkio\n"
                + "34 23 0:29 / /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids\n"
                + "35 23 0:30 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,name=systemd\n"
                + "36 23 0:31 / /sys/fs/cgroup/freezer rw - cgroup cgroup rw,freezer\n"
        );
        AddLegacy("docker/" + Id);
        Add("systemd/user.slice/user-0.slice", ("cgroup.procs", "1\n"));
        Add("systemd/user.slice", ("cgroup.procs", ""));
        Add("systemd", ("cgroup.procs", ""));
        CgroupTable table = Read();
        Assert.Equal(CgroupVersion.V1, table.Version);
        Assert.Equal(
            ["/", "/docker", "/docker/" + Id, "/user.slice", "/user.slice/user-0.slice"],
            table.Groups.Select(group => group.Path)
        );
        CgroupSnapshot container = table.Groups[2];
        Assert.Equal(("docker", Id), (container.Runtime, container.ContainerId));
        Assert.Equal(
            new CgroupCpu
            {
                Usage = TimeSpan.FromSeconds(3),
                User = TimeSpan.FromSeconds(2),
                System = TimeSpan.FromSeconds(1),
                Periods = 5,
                ThrottledPeriods = 1,
                ThrottledTime = TimeSpan.FromSeconds(0.5),
                LimitCpuCount = 0.5,
                Weight = 1024,
            },
            container.Cpu
        );
        Assert.Equal(
            new CgroupMemory
            {
                Current = 5000,
                Peak = 6000,
                Anonymous = 100,
                File = 200,
                Shared = 20,
                InactiveFile = 30,
                Swap = 40,
                Kernel = 50,
                Limit = 8000,
                SwapLimit = 2000,
                MaxEvents = 7,
                OomKills = 1,
            },
            container.Memory
        );
        CgroupDeviceIO device = Assert.Single(container.DeviceIO!);
        Assert.Equal((4096, 8192, 1, 2), (device.ReadBytes, device.WriteBytes, device.ReadCount, device.WriteCount));
        Assert.Equal(new CgroupTasks { Count = 9 }, container.Tasks);
        Assert.Equal(2, container.ProcessCount);
        Assert.Equal(UnavailableReason.NotSupported, container.WhyMissing(CgroupFields.Pressure));
        Assert.Equal(1, table.Groups[4].ProcessCount);
    }

    [Fact]
    public void AHybridMachineHasBothInOneTree()
    {
        AddMounts(
            "31 23 0:26 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n"
                + "32 23 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
                + "35 23 0:30 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,name=systemd\n"
        );
        Add("unified", ("cgroup.procs", ""), ("cpu.stat", "usage_usec 9000000\n"));
        Add("unified/a.service", ("cgroup.procs", "5\n"), ("cpu.stat", "usage_usec 1000000\n"));
        AddLegacy("a.service", "memory");
        AddLegacy("only-here", "memory");
        Add("systemd/unused", ("cgroup.procs", ""));
        CgroupTable table = Read();
        Assert.Equal(CgroupVersion.Hybrid, table.Version);
        Assert.Equal(["/", "/a.service", "/only-here"], table.Groups.Select(group => group.Path));
        Assert.Equal((TimeSpan.FromSeconds(1), 5000), (table.Groups[1].Cpu!.Usage, table.Groups[1].Memory!.Current));
        Assert.Equal(2, table.Groups[1].ProcessCount);
        Assert.Null(table.Groups[2].Cpu);
    }

    [Fact]
    public void AContainerInItsNamespaceSeesItselfAtTheTop()
    {
        // The root of the namespace is not the kernel's root group: it has limits.
        AddMounts(UnifiedMount);
        AddUnified("");
        CgroupSnapshot top = Assert.Single(Read().Groups);
        Assert.Equal(("/", 1000, 4000), (top.Path, top.Memory!.Current, top.Memory.Limit));
        Assert.Equal(12, top.Tasks!.Value.Count);
    }

    [Fact]
    public void AContainerWithoutANamespaceSeesItsPath()
    {
        AddMounts($"30 23 0:26 /docker/{Id} /sys/fs/cgroup ro - cgroup2 cgroup rw\n");
        AddUnified("");
        AddUnified("inner");
        IReadOnlyList<CgroupSnapshot> groups = Read().Groups;
        Assert.Equal([$"/docker/{Id}", $"/docker/{Id}/inner"], groups.Select(group => group.Path));
        Assert.All(groups, group => Assert.Equal(("docker", Id), (group.Runtime, group.ContainerId)));
    }

    [Fact]
    public void OfSeveralMountsTheOneThatShowsMostCounts()
    {
        AddMounts(
            $"30 23 0:26 /x /var/lib/some/mount rw - cgroup2 cgroup rw\n{UnifiedMount}31 23 0:26 /y /elsewhere rw - cgroup2 cgroup rw\n"
        );
        AddUnified("");
        Assert.Equal("/", Assert.Single(Read().Groups).Path);
    }

    [Fact]
    public void WhatIsNoGroupIsLeftOut()
    {
        AddMounts(UnifiedMount);
        AddUnified("");
        AddUnified("real");
        Add("no-group", ("cpu.stat", "usage_usec 1\n"));
        _tree.AddLink("sys/fs/cgroup/loop", ".");
        _tree.AddLink("sys/fs/cgroup/out", "/");
        Assert.Equal(["/", "/real"], Read().Groups.Select(group => group.Path));
    }

    [Fact]
    public void HostileNamesAndContentsHarmNobody()
    {
        AddMounts(UnifiedMount);
        AddUnified("");
        string[] names = ["\u001b[2J", "a b", "\u202eevil", new string('n', 255), "..x", "new\nline"];
        foreach (string name in names)
        {
            AddUnified(name);
        }

        Add(
            "a b",
            ("cpu.stat", "usage_usec 99999999999999999999\nuser_usec -5\n"),
            ("memory.current", "x"),
            ("memory.stat", "anon\nanon x\n\0"),
            ("memory.max", "-9"),
            ("io.stat", "8:0 rbytes=-1\nx rbytes=1\n"),
            ("pids.current", ""),
            ("cpu.pressure", "some avg10=999\n")
        );
        Directory.CreateDirectory(Path.Join(_tree.Root, "sys/fs/cgroup/..x/cpu.max2"));
        CgroupTable table = Read();
        Assert.Equal(names.Length + 1, table.Groups.Count);
        CgroupSnapshot group = table.Groups.Single(found => found.Path == "/a b");
        Assert.Null(group.Cpu!.Usage);
        Assert.Null(group.Cpu.User);
        Assert.Null(group.Memory!.Current);
        Assert.Null(group.Memory.Anonymous);
        Assert.Null(group.Memory.Limit);
        Assert.Empty(group.DeviceIO!);
        Assert.Null(group.Tasks!.Value.Count);
        Assert.Null(group.Pressure!.Cpu);
    }

    [Fact]
    public void TheLengthOfAllPathsIsBounded()
    {
        AddMounts(UnifiedMount);
        string path = "";
        Add(path, ("cgroup.procs", ""));
        for (int level = 0; level < 12; level++)
        {
            path += "/" + new string('d', 255);
            Add(path, ("cgroup.procs", ""));
        }

        // 3 KiB each: 12,000 are more than the 32 MiB that are kept.
        for (int number = 0; number < 12_000; number++)
        {
            Directory.CreateDirectory(Path.Join(_tree.Root, "sys/fs/cgroup", path, $"{number}"));
        }

        CgroupTable table = Read();
        Assert.True(table.IsTruncated);
        Assert.Equal(13, table.Groups.Count);
    }

    [Fact]
    public void DepthIsBounded()
    {
        AddMounts(UnifiedMount);
        string path = "";
        for (int level = 0; level < 80; level++)
        {
            Add(path, ("cgroup.procs", ""));
            path += "/d";
        }

        CgroupTable table = Read();
        Assert.True(table.IsTruncated);
        Assert.Equal(CgroupTreeReader.MostLevels + 1, table.Groups.Count);
    }

    [Fact]
    public void AMonitorMeasuresRatesAndSaysWhatAppearedAndVanished()
    {
        AddMounts(UnifiedMount);
        AddUnified("");
        AddUnified("stays");
        AddUnified("goes");
        FakeClock clock = new();
        using Machine machine = _tree.Open(clock);
        using CgroupMonitor monitor = machine.Cgroups!.CreateMonitor();
        Assert.Empty(monitor.Groups);
        CgroupChanges first = monitor.Refresh();
        Assert.Null(first.Elapsed);
        Assert.Empty(first.Appeared);
        Assert.True(monitor.TryGet("/stays", out MonitoredCgroup? stays));
        Assert.Null(stays.Rates);

        Add(
            "stays",
            ("cpu.stat", "usage_usec 5000000\nthrottled_usec 1250000\n"),
            ("io.stat", "8:0 rbytes=8192 wbytes=8192 rios=11 wios=22\n8:16 rbytes=4096\n")
        );
        Directory.Delete(Path.Join(_tree.Root, "sys/fs/cgroup/goes"), recursive: true);
        AddUnified("comes");
        clock.Advance(TimeSpan.FromSeconds(2));
        CgroupChanges second = monitor.Refresh();
        Assert.Equal(TimeSpan.FromSeconds(2), second.Elapsed);
        Assert.Equal(["/comes"], second.Appeared.Select(group => group.Path));
        Assert.Equal(["/goes"], second.Vanished.Select(group => group.Path));
        Assert.True(monitor.TryGet("/stays", out MonitoredCgroup? same));
        Assert.Same(stays, same);
        Assert.Equal(
            new CgroupRates
            {
                CpuPercent = 150,
                ThrottledPercent = 50,
                ReadBytesPerSecond = 4096,
                WriteBytesPerSecond = 0,
                ReadsPerSecond = 5,
                WritesPerSecond = 10,
            },
            same.Rates
        );
        Assert.False(monitor.TryGet("/goes", out _));
        monitor.Dispose();
        Assert.Throws<ObjectDisposedException>(monitor.Refresh);
    }

    private CgroupTable Read()
    {
        using Machine machine = _tree.Machine;
        return machine.Cgroups!.Capture();
    }

    private CgroupSnapshot Find(string path) => Read().Groups.Single(group => group.Path == path);

    private void AddUnifiedMachine()
    {
        AddMounts(UnifiedMount);
        _tree.Add("proc/partitions", "major minor  #blocks  name\n\n   8        0  488386584 sda\n");
        Add("", ("cgroup.procs", "1\n2\n3\n"), ("cpu.stat", "usage_usec 9000000\n"), ("memory.stat", "anon 70\n"), ("io.stat", ""));
        Add("init.scope", ("cgroup.procs", "1\n"), ("cpu.stat", "usage_usec 2000000\n"));
        AddUnified("system.slice");
        AddUnified("system.slice/unit10.service");
        AddUnified("system.slice/unit2.service");
        AddUnified($"system.slice/docker-{Id}.scope");
    }

    private void AddMounts(string mounts) =>
        _tree.Add("proc/self/cgroup", "0::/\n").Add("proc/self/mountinfo", "23 27 0:22 / /sys rw,relatime - sysfs sysfs rw\n" + mounts);

    private void AddUnified(string group) =>
        Add(
            group,
            ("cgroup.procs", "10\n11\n"),
            (
                "cpu.stat",
                "usage_usec 2000000\nuser_usec 1500000\nsystem_usec 500000\nnr_periods 10\nnr_throttled 4\nthrottled_usec 250000\n"
            ),
            ("cpu.max", "150000 100000\n"),
            ("cpu.weight", "100\n"),
            ("memory.current", "1000\n"),
            ("memory.peak", "2000\n"),
            ("memory.stat", "anon 70\nfile 20\nkernel 10\nslab 4\nshmem 2\ninactive_file 6\n"),
            ("memory.max", "4000\n"),
            ("memory.high", "max\n"),
            ("memory.swap.current", "5\n"),
            ("memory.swap.max", "50\n"),
            ("memory.events", "low 0\nhigh 1\nmax 2\noom 3\noom_kill 4\noom_group_kill 0\n"),
            ("io.stat", "8:0 rbytes=4096 wbytes=8192 rios=1 wios=2 dbytes=0 dios=0\n"),
            ("cpu.pressure", Stall),
            ("io.pressure", Stall),
            ("pids.current", "12\n"),
            ("pids.max", "100\n")
        );

    private void AddLegacy(string group, string? only = null)
    {
        foreach (string level in (string[])["", .. Levels(group)])
        {
            AddHierarchy(
                "cpu,cpuacct",
                level,
                ("cpuacct.usage", "3000000000\n"),
                ("cpuacct.stat", "user 200\nsystem 100\n"),
                ("cpu.stat", "nr_periods 5\nnr_throttled 1\nthrottled_time 500000000\n"),
                ("cpu.shares", "1024\n"),
                ("cpu.cfs_quota_us", "50000\n"),
                ("cpu.cfs_period_us", "100000\n")
            );
            AddHierarchy(
                "memory",
                level,
                ("memory.usage_in_bytes", "5000\n"),
                ("memory.max_usage_in_bytes", "6000\n"),
                ("memory.stat", "rss 1\ntotal_rss 100\ntotal_cache 200\ntotal_shmem 20\ntotal_swap 40\ntotal_inactive_file 30\n"),
                ("memory.limit_in_bytes", "8000\n"),
                ("memory.memsw.limit_in_bytes", "10000\n"),
                ("memory.failcnt", "7\n"),
                ("memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n"),
                ("memory.kmem.usage_in_bytes", "50\n")
            );
            AddHierarchy(
                "blkio",
                level,
                ("blkio.throttle.io_service_bytes_recursive", "8:0 Read 4096\n8:0 Write 8192\nTotal 12288\n"),
                ("blkio.throttle.io_serviced_recursive", "8:0 Read 1\n8:0 Write 2\nTotal 3\n")
            );
            AddHierarchy("pids", level, ("pids.current", "9\n"), ("pids.max", "max\n"));
        }

        void AddHierarchy(string name, string level, params (string File, string Text)[] files)
        {
            if (only is null || only == name)
            {
                Add($"{name}/{level}", [("cgroup.procs", "10\n11\n"), .. files]);
            }
        }
    }

    private static IEnumerable<string> Levels(string group)
    {
        for (int slash = group.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = group.IndexOf('/', slash + 1))
        {
            yield return group[..slash];
        }

        yield return group;
    }

    private void Add(string group, params (string File, string Text)[] files)
    {
        foreach ((string file, string text) in files)
        {
            _tree.Add($"sys/fs/cgroup/{group}/{file}", text);
        }
    }
}
