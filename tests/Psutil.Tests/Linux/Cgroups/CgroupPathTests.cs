using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class CgroupPathTests
{
    private const string Id = "3d1f5c1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6";
    private const string Outer = "9999999999999999999999999999999999999999999999999999999999999999";
    private const string Pod = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
    private const string PodInSlice = "0a1b2c3d_4e5f_6071_8293_a4b5c6d7e8f9";

    [Theory]
    [InlineData("/", null, null, null, null)]
    [InlineData("/init.scope", "init.scope", null, null, null)]
    [InlineData("/system.slice/ssh.service", "ssh.service", null, null, null)]
    [InlineData("/system.slice/system-getty.slice/getty@tty1.service", "getty@tty1.service", null, null, null)]
    [InlineData("/user.slice/user-1000.slice/session-3.scope", "session-3.scope", null, null, null)]
    [InlineData("/user.slice/user-1000.slice/user@1000.service/app.slice/app-firefox-42.scope", "app-firefox-42.scope", null, null, null)]
    [InlineData("/user.slice", null, null, null, null)]
    [InlineData("/system.slice/_cpu.service", "cpu.service", null, null, null)]
    [InlineData("/system.slice/old.service (deleted)", "old.service", null, null, null)]
    [InlineData("/docker/" + Id, null, Id, "docker", null)]
    [InlineData("/system.slice/docker-" + Id + ".scope", "docker-" + Id + ".scope", Id, "docker", null)]
    [InlineData("/docker/" + Outer + "/docker/" + Id + "/init", null, Id, "docker", null)]
    [InlineData("/docker/" + Id + "/system.slice/ssh.service", "ssh.service", Id, "docker", null)]
    [InlineData("/system.slice/nerdctl-" + Id + ".scope", "nerdctl-" + Id + ".scope", Id, "containerd", null)]
    [InlineData("/default/" + Id, null, Id, null, null)]
    [InlineData("/kubepods/burstable/pod" + Pod + "/" + Id, null, Id, null, Pod)]
    [InlineData(
        "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod" + PodInSlice + ".slice/cri-containerd-" + Id + ".scope",
        "cri-containerd-" + Id + ".scope",
        Id,
        "containerd",
        Pod
    )]
    [InlineData(
        "/kubepods.slice/kubepods-pod" + PodInSlice + ".slice/crio-" + Id + ".scope/container",
        "crio-" + Id + ".scope",
        Id,
        "cri-o",
        Pod
    )]
    [InlineData(
        "/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod" + PodInSlice + ".slice/docker-" + Id + ".scope",
        "docker-" + Id + ".scope",
        Id,
        "docker",
        Pod
    )]
    [InlineData(
        "/system.slice/containerd.service/kubepods-burstable-pod" + PodInSlice + ".slice:cri-containerd:" + Id,
        "containerd.service",
        Id,
        "containerd",
        Pod
    )]
    [InlineData("/kubepods/pod0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a/" + Id, null, Id, null, "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a")]
    [InlineData("/machine.slice/libpod-" + Id + ".scope/container", "libpod-" + Id + ".scope", Id, "podman", null)]
    [InlineData(
        "/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-" + Id + ".scope",
        "libpod-" + Id + ".scope",
        Id,
        "podman",
        null
    )]
    [InlineData("/libpod_parent/libpod-" + Id, null, Id, "podman", null)]
    [InlineData("/machine.slice/libpod-conmon-" + Id + ".scope", "libpod-conmon-" + Id + ".scope", null, null, null)]
    [InlineData("/docker/3d1f5c1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d", null, null, null, null)]
    [InlineData("/docker/3D1F5C1A2B3C4D5E6F708192A3B4C5D6E7F8091A2B3C4D5E6F708192A3B4C5D6", null, null, null, null)]
    [InlineData("/docker/x" + Id, null, null, null, null)]
    [InlineData("/kubepods/podlet/x", null, null, null, null)]
    [InlineData("/pod" + Pod + "/x", null, null, null, null)]
    [InlineData("/.service/.scope", null, null, null, null)]
    [InlineData("//", null, null, null, null)]
    public void APathSaysWhatRunsHere(string path, string? unit, string? containerId, string? runtime, string? podUid) =>
        Assert.Equal(
            new ProcessCgroup
            {
                Path = path,
                Unit = unit,
                ContainerId = containerId,
                Runtime = runtime,
                PodUid = podUid,
            },
            CgroupPath.Parse(path)
        );

    [Theory]
    [InlineData("0::/system.slice/a.service\n", "/system.slice/a.service")]
    [InlineData("2:cpu:/\n1:name=systemd:/system.slice/a.service\n0::/\n", "/system.slice/a.service")]
    [InlineData("2:cpu:/elsewhere\n1:name=systemd:/a.service\n0::/b.service\n", "/b.service")]
    [InlineData("1:name=systemd:/docker/" + Id + "\n0::/system.slice/containerd.service\n", "/docker/" + Id)]
    [InlineData("3:cpu:/\n0::/\n", "/")]
    [InlineData("3:cpu:/a\n", "/a")]
    [InlineData("", null)]
    [InlineData("nonsense\n0:relative\n", null)]
    public void OfSeveralHierarchiesTheOneCountsThatSaysMost(string text, string? path) =>
        Assert.Equal(path, CgroupPath.Choose(ProcPidCgroup.Parse(Encoding.UTF8.GetBytes(text)))?.Path);

    [Fact]
    public void NoPathMakesItThrow() =>
        HostileInput.NeverThrows(
            "0::/kubepods.slice/kubepods-burstable-pod"
                + PodInSlice
                + ".slice:cri-containerd:"
                + Id
                + "\n1:name=systemd:/_x.service (deleted)\n",
            bytes => CgroupPath.Choose(ProcPidCgroup.Parse(bytes))
        );
}
