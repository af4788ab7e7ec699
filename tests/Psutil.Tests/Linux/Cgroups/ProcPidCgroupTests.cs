using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcPidCgroupTests
{
    [Fact]
    public void MembershipsMayHaveColonsInTheirPaths()
    {
        Assert.Equal(
            [
                new CgroupMembership("name=systemd", "/user.slice/a:b"),
                new CgroupMembership("cpu,cpuacct", "/"),
                new CgroupMembership("", "/init.scope"),
            ],
            ProcPidCgroup.Parse("9:name=systemd:/user.slice/a:b\n1:cpu,cpuacct:/\n\nnonsense\n3:pids:relative\n0::/init.scope\n"u8)
        );
    }

    [Fact]
    public void NothingThrows()
    {
        CgroupMount[] mounts =
        [
            new CgroupMount("rw,memory", "/docker/0a1b", "/sys/fs/cgroup/memory"),
            new CgroupMount(null, "/", "/sys/fs/cgroup/unified"),
        ];
        HostileInput.NeverThrows("4:memory:/docker/0a1b/../x\n0::/../x\n", bytes =>
        {
            CgroupFolder.Find("memory", ProcPidCgroup.Parse(bytes), mounts)?.FromLeafToTop().Count();
            CgroupFolder.Find("", ProcPidCgroup.Parse(bytes), mounts)?.FromLeafToTop().Count();
        });
    }
}
