namespace Psutil.KernelTests;

/// <summary>
/// Control groups of the first version. The kernel gives a controller back to the second when it likes: the machine runs this class last
/// (tests/Kernels/guest.sh).
/// </summary>
public class FirstCgroupTests(KernelMachine machine) : IClassFixture<KernelMachine>
{
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
            Shell.Run($"umount {folder}; umount -R /sys/fs/cgroup; mount -t cgroup2 cgroup /sys/fs/cgroup");
        }
    }
}
