namespace Psutil.KernelTests;

/// <summary>What control groups allow, set by the tests themselves and seen by a program in the group.</summary>
public class CgroupTests(KernelMachine machine) : IClassFixture<KernelMachine>
{
    private const long Memory = 300 << 20;

    [Fact]
    public void LimitsOfTheSecondVersionCount()
    {
        Shell.Run(
            "cd /sys/fs/cgroup; mkdir -p a/b; echo +cpu +memory +pids > cgroup.subtree_control; echo +cpu +memory +pids > a/cgroup.subtree_control"
        );
        try
        {
            // The quota stands on the group itself, memory and processes on the one above.
            Shell.Run($"cd /sys/fs/cgroup; echo 150000 100000 > a/b/cpu.max; echo {Memory} > a/memory.max; echo 64 > a/pids.max");
            Dictionary<string, string> seen = Onlooker.See("limits", "echo $$ > /sys/fs/cgroup/a/b/cgroup.procs &&");
            Assert.Contains("CpuCount = 1.5,", seen["limits"], StringComparison.Ordinal);
            Assert.Contains($"MemoryBytes = {Memory},", seen["limits"], StringComparison.Ordinal);
            Assert.Contains("ProcessCount = 64", seen["limits"], StringComparison.Ordinal);
            Assert.Equal("2", seen["available-cpus"]);
        }
        finally
        {
            Shell.Run("cd /sys/fs/cgroup; rmdir a/b a; echo -cpu -memory -pids > cgroup.subtree_control");
        }
    }

    [Theory]
    [InlineData("cpu", "CpuCount = 0.5,", "echo 50000 > cpu.cfs_quota_us; echo 100000 > cpu.cfs_period_us")]
    [InlineData("memory", "MemoryBytes = 314572800,", "echo 314572800 > memory.limit_in_bytes")]
    [InlineData("pids", "ProcessCount = 64", "echo 64 > pids.max")]
    public void LimitsOfTheFirstVersionCount(string controller, string limit, string setting)
    {
        Shell.Run("umount /sys/fs/cgroup; mount -t tmpfs cgroup /sys/fs/cgroup");
        string folder = $"/sys/fs/cgroup/{controller}";
        try
        {
            Shell.Run($"mkdir {folder}");
            Assert.SkipUnless(
                Shell.Succeeds($"mount -t cgroup -o {controller} cgroup {folder}"),
                $"Kernel {machine.Kernel} has no controller '{controller}' of the first version."
            );
            Shell.Run($"mkdir -p {folder}/a/b; cd {folder}/a/b; {setting}");
            Dictionary<string, string> seen = Onlooker.See("limits", $"echo $$ > {folder}/a/b/cgroup.procs &&");
            Assert.Contains(limit, seen["limits"], StringComparison.Ordinal);
            if (controller == "cpu")
            {
                Assert.Equal("1", seen["available-cpus"]);
            }

            Shell.Run($"rmdir {folder}/a/b {folder}/a");
        }
        finally
        {
            // A hierarchy that is unmounted before its last group is gone, with all pages charged to it, stays: then it is mounted and
            // unmounted again.
            Shell.Run(
                $"for try in {{1..100}}; do echo 3 > /proc/sys/vm/drop_caches; umount {folder}; "
                    + $"grep -qE '^{controller}\\s+[1-9]' /proc/cgroups || break; "
                    + $"sleep 0.2; mount -t cgroup -o {controller} cgroup {folder}; done; "
                    + "umount -R /sys/fs/cgroup; mount -t cgroup2 cgroup /sys/fs/cgroup"
            );
        }
    }
}
