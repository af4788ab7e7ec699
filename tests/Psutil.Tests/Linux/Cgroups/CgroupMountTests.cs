using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class CgroupMountTests
{
    private const string Mounts = """
        23 27 0:22 / /sys rw,relatime shared:7 - sysfs sysfs rw
        31 23 0:28 / /sys/fs/cgroup ro,nosuid shared:9 - tmpfs tmpfs ro,mode=755
        32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:15 - cgroup cgroup rw,cpu,cpuacct
        35 31 0:32 /docker/0a1b /sys/fs/cgroup/memory ro,relatime master:16 - cgroup cgroup rw,memory
        41 31 0:38 / /sys/fs/cgroup/unified rw,relatime shared:10 master:2 - cgroup2 cgroup2 rw,nsdelegate
        50 27 0:40 / /mnt/with\040space rw - cgroup2 none
        60 27 0:41 / /mnt/other rw - ext4 /dev/cgroup rw

        """;

    [Fact]
    public void OnlyCgroupMountsAreKept()
    {
        Assert.Equal(
            [
                new CgroupMount("rw,cpu,cpuacct", "/", "/sys/fs/cgroup/cpu,cpuacct"),
                new CgroupMount("rw,memory", "/docker/0a1b", "/sys/fs/cgroup/memory"),
                new CgroupMount(null, "/", "/sys/fs/cgroup/unified"),
                new CgroupMount(null, "/", "/mnt/with space"),
            ],
            CgroupMount.Parse(Encoding.UTF8.GetBytes(Mounts))
        );
    }

    [Fact]
    public void NothingThrows()
    {
        IReadOnlyList<CgroupMembership> memberships = ProcPidCgroup.Parse("1:cpu,cpuacct:/a/b\n0::/x\n"u8);
        HostileInput.NeverThrows(Mounts, bytes => CgroupFolder.Find("cpu", memberships, CgroupMount.Parse(bytes)));
    }
}
