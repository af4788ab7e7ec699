namespace Psutil.Tests.Linux;

/// <summary>One test per layout of cgroups that distributions and containers make.</summary>
public class LinuxLimitsTests
{
    private const string UnifiedMount = "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n";
    private const string NoLimit = "9223372036854771712\n";

    [Fact]
    public void WithoutCgroupsNothingLimits()
    {
        using FixtureTree tree = new();
        Assert.Equal(default, tree.Machine.GetLimits());
        tree.Add("proc/self/cgroup", "");
        Assert.Equal(default, tree.Machine.GetLimits());
        tree.Add("proc/self/mountinfo", "23 27 0:22 / /sys rw,relatime - sysfs sysfs rw\n");
        Assert.Equal(default, tree.Machine.GetLimits());
        tree.Add("proc/self/cgroup", "0::/\n4:memory:/x\n");
        Assert.Equal(default, tree.Machine.GetLimits());
        tree.Add("proc/self/mountinfo", UnifiedMount);
        Assert.Equal(default, tree.Machine.GetLimits());
    }

    [Fact]
    public void AUnifiedContainerSeesItsLimitsAtTheTop()
    {
        using FixtureTree tree = Unified("/", UnifiedMount);
        AddUnified(tree, "", "150000 100000", "536870912", "1000", "268435456", "100");
        Assert.Equal(
            new MachineLimits
            {
                CpuCount = 1.5,
                MemoryBytes = 536870912,
                MemoryUsedBytes = 1000,
                SwapBytes = 268435456,
                ProcessCount = 100,
            },
            tree.Machine.GetLimits()
        );
    }

    [Fact]
    public void MaximumIsNoLimit()
    {
        using FixtureTree tree = Unified("/user.slice", UnifiedMount);
        AddUnified(tree, "user.slice/", "max 100000", "max", "1000", "max", "max");
        Assert.Equal(default, tree.Machine.GetLimits());
    }

    [Fact]
    public void TheTightestOfAllAncestorsWins()
    {
        using FixtureTree tree = Unified("/kubepods/pod1/container", UnifiedMount);
        AddUnified(tree, "kubepods/", "800000 100000", "8000", "7000", "50", "500");
        AddUnified(tree, "kubepods/pod1/", "200000 100000", "2000", "1500", "max", "90");
        AddUnified(tree, "kubepods/pod1/container/", "50000 10000", "4000", "900", "60", "max");

        // A neighbour's limits are not ours.
        AddUnified(tree, "kubepods/pod2/", "1000 100000", "1", "1", "1", "1");
        Assert.Equal(
            new MachineLimits
            {
                CpuCount = 2,
                MemoryBytes = 2000,
                MemoryUsedBytes = 1500,
                SwapBytes = 50,
                ProcessCount = 90,
            },
            tree.Machine.GetLimits()
        );
    }

    [Fact]
    public void OfEqualLimitsTheAncestorsUseCounts()
    {
        using FixtureTree tree = Unified("/a/b", UnifiedMount);
        AddUnified(tree, "a/", "max 100000", "2000", "1900", "max", "max");
        AddUnified(tree, "a/b/", "max 100000", "2000", "300", "max", "max");
        Assert.Equal(new MachineLimits { MemoryBytes = 2000, MemoryUsedBytes = 1900 }, tree.Machine.GetLimits());
    }

    [Fact]
    public void AMountFromAboveTheNamespaceShowsAnAncestor()
    {
        using FixtureTree tree = Unified("/", UnifiedMount.Replace(" / /sys", " /../.. /sys", StringComparison.Ordinal));
        AddUnified(tree, "", "max 100000", "9000", "5", "max", "max");
        Assert.Equal(9000, tree.Machine.GetLimits().MemoryBytes);
    }

    [Fact]
    public void MalformedFilesLimitNothing()
    {
        using FixtureTree tree = Unified("/a", UnifiedMount);
        AddUnified(tree, "a/", "many", "lots", "x", "", "-7");
        AddUnified(tree, "", "100000", "4000", "y", "5", "6");
        Assert.Equal(
            new MachineLimits
            {
                MemoryBytes = 4000,
                SwapBytes = 5,
                ProcessCount = 6,
            },
            tree.Machine.GetLimits()
        );
    }

    [Fact]
    public void AContainerOfVersionOneSeesItsOwnMounts()
    {
        const string Id = "/docker/0a1b2c";
        using FixtureTree tree = new FixtureTree()
            .Add(
                "proc/self/cgroup",
                $"9:pids:{Id}\n5:cpu,cpuacct:{Id}\n4:memory:{Id}\n1:name=systemd:{Id}\n0::/system.slice/containerd.service\n"
            )
            .Add(
                "proc/self/mountinfo",
                $"""
                40 30 0:30 {Id} /sys/fs/cgroup/cpu,cpuacct ro,nosuid master:11 - cgroup cgroup rw,cpu,cpuacct
                41 30 0:31 {Id} /sys/fs/cgroup/memory ro,nosuid master:12 - cgroup cgroup rw,memory
                42 30 0:32 {Id} /sys/fs/cgroup/pids ro,nosuid master:13 - cgroup cgroup rw,pids

                """
            )
            .Add("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "150000\n")
            .Add("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n")
            .Add("sys/fs/cgroup/memory/memory.limit_in_bytes", "536870912\n")
            .Add("sys/fs/cgroup/memory/memory.usage_in_bytes", "1000\n")
            .Add("sys/fs/cgroup/memory/memory.memsw.limit_in_bytes", "805306368\n")
            .Add("sys/fs/cgroup/pids/pids.max", "64\n");
        Assert.Equal(
            new MachineLimits
            {
                CpuCount = 1.5,
                MemoryBytes = 536870912,
                MemoryUsedBytes = 1000,
                SwapBytes = 268435456,
                ProcessCount = 64,
            },
            tree.Machine.GetLimits()
        );
    }

    [Fact]
    public void VersionOneWithoutLimitsHasNone()
    {
        using FixtureTree tree = VersionOne("/user")
            .Add("sys/fs/cgroup/cpu/user/cpu.cfs_quota_us", "-1\n")
            .Add("sys/fs/cgroup/cpu/user/cpu.cfs_period_us", "100000\n")
            .Add("sys/fs/cgroup/memory/user/memory.limit_in_bytes", NoLimit)
            .Add("sys/fs/cgroup/memory/user/memory.usage_in_bytes", "1000\n")
            .Add("sys/fs/cgroup/memory/user/memory.memsw.limit_in_bytes", NoLimit)
            .Add("sys/fs/cgroup/memory/user/memory.stat", "cache 0\nhierarchical_memory_limit 9223372036854771712\n");
        Assert.Equal(default, tree.Machine.GetLimits());
    }

    [Fact]
    public void SwapIsUnlimitedWhereOnlyMemoryIsLimited()
    {
        using FixtureTree tree = VersionOne("/user")
            .Add("sys/fs/cgroup/memory/user/memory.limit_in_bytes", "4096\n")
            .Add("sys/fs/cgroup/memory/user/memory.usage_in_bytes", "1000\n")
            .Add("sys/fs/cgroup/memory/user/memory.memsw.limit_in_bytes", NoLimit);
        Assert.Equal(new MachineLimits { MemoryBytes = 4096, MemoryUsedBytes = 1000 }, tree.Machine.GetLimits());
    }

    [Fact]
    public void AnAncestorOfVersionOneCountsOnlyIfItsChildrenAreChargedToIt()
    {
        using FixtureTree tree = VersionOne("/a/b")
            .Add("sys/fs/cgroup/memory/a/b/memory.limit_in_bytes", "8000\n")
            .Add("sys/fs/cgroup/memory/a/b/memory.usage_in_bytes", "10\n")
            .Add("sys/fs/cgroup/memory/a/memory.limit_in_bytes", "4000\n")
            .Add("sys/fs/cgroup/memory/a/memory.usage_in_bytes", "20\n")
            .Add("sys/fs/cgroup/memory/a/memory.use_hierarchy", "1\n");
        Assert.Equal(new MachineLimits { MemoryBytes = 4000, MemoryUsedBytes = 20 }, tree.Machine.GetLimits());
        tree.Add("sys/fs/cgroup/memory/a/memory.use_hierarchy", "0\n");
        Assert.Equal(new MachineLimits { MemoryBytes = 8000, MemoryUsedBytes = 10 }, tree.Machine.GetLimits());
    }

    [Fact]
    public void TheKernelsMinimumIncludesAncestorsThatCannotBeSeen()
    {
        using FixtureTree tree = VersionOne("/a")
            .Add("sys/fs/cgroup/memory/a/memory.limit_in_bytes", "8000\n")
            .Add("sys/fs/cgroup/memory/a/memory.usage_in_bytes", "10\n")
            .Add("sys/fs/cgroup/memory/a/memory.stat", "cache 0\nhierarchical_memory_limit 6000\n");
        Assert.Equal(new MachineLimits { MemoryBytes = 6000 }, tree.Machine.GetLimits());
    }

    [Fact]
    public void AHybridHierarchyIsReadOnBothSides()
    {
        using FixtureTree tree = new FixtureTree()
            .Add(
                "proc/self/cgroup",
                "4:memory:/system.slice/x.service\n3:cpu,cpuacct:/system.slice/x.service\n1:name=systemd:/system.slice/x.service\n0::/system.slice/x.service\n"
            )
            .Add(
                "proc/self/mountinfo",
                """
                31 23 0:28 / /sys/fs/cgroup ro,nosuid shared:9 - tmpfs tmpfs ro,mode=755
                32 31 0:29 / /sys/fs/cgroup/unified rw,nosuid shared:10 - cgroup2 cgroup2 rw
                33 31 0:30 / /sys/fs/cgroup/systemd rw,nosuid shared:11 - cgroup cgroup rw,xattr,name=systemd
                34 31 0:31 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid shared:12 - cgroup cgroup rw,cpu,cpuacct
                35 31 0:32 / /sys/fs/cgroup/memory rw,nosuid shared:13 - cgroup cgroup rw,memory

                """
            )
            .Add("sys/fs/cgroup/unified/system.slice/x.service/pids.max", "33\n")
            .Add("sys/fs/cgroup/cpu,cpuacct/system.slice/cpu.cfs_quota_us", "25000\n")
            .Add("sys/fs/cgroup/cpu,cpuacct/system.slice/cpu.cfs_period_us", "50000\n")
            .Add("sys/fs/cgroup/memory/system.slice/x.service/memory.limit_in_bytes", "7000\n")
            .Add("sys/fs/cgroup/memory/system.slice/x.service/memory.usage_in_bytes", "70\n");
        Assert.Equal(
            new MachineLimits
            {
                CpuCount = 0.5,
                MemoryBytes = 7000,
                MemoryUsedBytes = 70,
                ProcessCount = 33,
            },
            tree.Machine.GetLimits()
        );
    }

    [Fact]
    public void AMountOutsideSysIsFoundBelowTheRoot()
    {
        using FixtureTree tree = Unified("/a", "30 23 0:26 / /mnt/control\\040groups rw - cgroup2 none rw\n")
            .Add("mnt/control groups/a/memory.max", "4096\n")
            .Add("mnt/control groups/a/memory.current", "4\n");
        Assert.Equal(new MachineLimits { MemoryBytes = 4096, MemoryUsedBytes = 4 }, tree.Machine.GetLimits());
    }

    [Fact]
    public void APathThatClimbsOutIsNotFollowed()
    {
        using FixtureTree tree = Unified("/../../secret", UnifiedMount).Add("sys/secret/memory.max", "1\n").Add("secret/memory.max", "1\n");
        Assert.Equal(default, tree.Machine.GetLimits());
    }

    private static FixtureTree Unified(string path, string mount) =>
        new FixtureTree().Add("proc/self/cgroup", $"0::{path}\n").Add("proc/self/mountinfo", mount);

    private static FixtureTree VersionOne(string path) =>
        new FixtureTree()
            .Add("proc/self/cgroup", $"4:memory:{path}\n1:cpu:{path}\n0::/\n")
            .Add(
                "proc/self/mountinfo",
                """
                32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu
                35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory

                """
            );

    private static void AddUnified(
        FixtureTree tree,
        string folder,
        string cpu,
        string memory,
        string used,
        string swap,
        string processes
    ) =>
        tree.Add($"sys/fs/cgroup/{folder}cpu.max", $"{cpu}\n")
            .Add($"sys/fs/cgroup/{folder}memory.max", $"{memory}\n")
            .Add($"sys/fs/cgroup/{folder}memory.current", $"{used}\n")
            .Add($"sys/fs/cgroup/{folder}memory.swap.max", $"{swap}\n")
            .Add($"sys/fs/cgroup/{folder}pids.max", $"{processes}\n");
}
