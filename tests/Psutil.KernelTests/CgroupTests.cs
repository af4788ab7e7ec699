namespace Psutil.KernelTests;

/// <summary>What control groups allow, set by the test itself and seen by a program in the group.</summary>
public class CgroupTests(KernelMachine machine) : IClassFixture<KernelMachine>
{
    private const long Memory = 300 << 20;

    [Fact]
    public void LimitsOfTheSecondVersionCount()
    {
        Assert.True(machine.Kernel.Major > 0);
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
}
