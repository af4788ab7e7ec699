using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class CgroupNamesTests
{
    private const string Id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("/", null, null)]
    [InlineData("/system.slice/ssh.service", "ssh.service", "system.slice")]
    [InlineData("/user.slice/user-0.slice/session-1.scope", "session-1.scope", "user-0.slice")]
    [InlineData("/.slice/x", null, null)]
    public void UnitsAndSlices(string path, string? unit, string? slice)
    {
        CgroupNames names = CgroupNames.Parse(path);
        Assert.Equal((unit, slice, null), (names.Unit, names.Slice, names.ContainerName));
    }

    [Theory]
    [InlineData("/lxc/web", "web", "lxc")]
    [InlineData("/lxc.payload/web/system.slice/ssh.service", "web", "lxc")]
    [InlineData("/lxc.payload.web", "web", "lxc")]
    [InlineData("/lxc.monitor.web", null, null)]
    [InlineData("/lxc.payload.", null, null)]
    [InlineData("/lxc", null, null)]
    [InlineData("/machine.slice/systemd-nspawn@web.service/payload", "web", "systemd-nspawn")]
    [InlineData("/machine.slice/systemd-nspawn@.service", null, null)]
    public void ContainersThatHaveNames(string path, string? name, string? runtime)
    {
        CgroupNames names = CgroupNames.Parse(path);
        Assert.Equal((name, runtime), (names.ContainerName, names.Runtime));
    }

    [Theory]
    [InlineData("/docker/" + Id, "docker", null)]
    [InlineData("/lxc.payload.host/docker/" + Id, "docker", null)]
    [InlineData("/system.slice/docker-" + Id + ".scope/init", "docker", null)]
    [InlineData("/machine.slice/libpod-" + Id + ".scope", "podman", null)]
    [InlineData(
        "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod0d5a8a5e_1c4b_4d3c_9e27_a3b1f0c9d1e2.slice/cri-containerd-"
            + Id
            + ".scope",
        "containerd",
        "0d5a8a5e-1c4b-4d3c-9e27-a3b1f0c9d1e2"
    )]
    public void ContainersThatHaveIds(string path, string runtime, string? pod)
    {
        CgroupNames names = CgroupNames.Parse(path);
        Assert.Equal((Id, null, runtime, pod), (names.ContainerId, names.ContainerName, names.Runtime, names.PodUid));
    }
}
