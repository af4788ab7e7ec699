using Psutil.Platforms.Linux;

namespace Psutil.Tests.Linux;

/// <summary>The names of containers in the files that their runtimes leave on the machine.</summary>
public sealed class ContainerNameFixtureTests : IDisposable
{
    private const string Id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Other = "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210";

    private readonly FixtureTree _tree = new FixtureTree()
        .Add("proc/self/cgroup", "0::/\n")
        .Add("proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n")
        .Add("sys/fs/cgroup/cgroup.procs", "1\n");

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void DockerHasAFileForEachContainer()
    {
        AddGroup($"system.slice/docker-{Id}.scope");
        _tree.Add($"var/lib/docker/containers/{Id}/config.v2.json", """{"ID":"x","Name":"/web"}""");
        Assert.Equal("web", NameOf(Id));
    }

    [Fact]
    public void PodmanHasAListForThoseThatStayAndOneForThoseThatDoNot()
    {
        AddGroup($"machine.slice/libpod-{Id}.scope");
        AddGroup($"machine.slice/libpod-{Other}.scope");
        _tree
            .Add("var/lib/containers/storage/overlay-containers/containers.json", $$"""[{"id":"{{Id}}","names":["web"]}]""")
            .Add("run/containers/storage/overlay-containers/volatile-containers.json", $$"""[{"id":"{{Other}}","names":["job"]}]""");
        Assert.Equal(("web", "job"), (NameOf(Id), NameOf(Other)));
    }

    [Theory]
    [InlineData("run/containerd", "io.kubernetes.cri.container-name")]
    [InlineData("run/k3s/containerd", "io.kubernetes.cri.container-name")]
    [InlineData("run/containerd", "nerdctl/name")]
    public void ContainerdHasTheAnnotationsOfEachTask(string folder, string annotation)
    {
        AddGroup($"kubepods.slice/cri-containerd-{Id}.scope");
        _tree.AddFolder($"{folder}/io.containerd.runtime.v2.task/default");
        _tree.Add(
            $"{folder}/io.containerd.runtime.v2.task/k8s.io/{Id}/config.json",
            $$$"""{"ociVersion":"1.1.0","annotations":{"{{{annotation}}}":"web","other":"x"}}"""
        );
        Assert.Equal("web", NameOf(Id));
    }

    [Fact]
    public void CrioHasTheNameInItsPod()
    {
        AddGroup($"kubepods.slice/crio-{Id}.scope");
        _tree
            .Add(
                $"run/containers/storage/overlay-containers/{Id}/userdata/config.json",
                """{"annotations":{"io.kubernetes.pod.name":"front","io.kubernetes.container.name":"web"}}"""
            )
            .Add("var/lib/containers/storage/overlay-containers/containers.json", $$"""[{"id":"{{Id}}","names":["k8s_web_front"]}]""");
        Assert.Equal("web", NameOf(Id));
    }

    [Fact]
    public void APathThatDoesNotNameTheRuntimeIsLookedForInAllFiles()
    {
        AddGroup($"kubepods/burstable/pod0d5a8a5e-1c4b-4d3c-9e27-a3b1f0c9d1e2/{Id}");
        Assert.Null(NameOf(Id));
        _tree.Add(
            $"run/containerd/io.containerd.runtime.v2.task/k8s.io/{Id}/config.json",
            """{"annotations":{"io.kubernetes.cri.container-name":"web"}}"""
        );
        Assert.Equal("web", NameOf(Id));
    }

    [Fact]
    public void WhatLiesThereInsteadOfAFileIsNoName()
    {
        AddGroup($"system.slice/docker-{Id}.scope");
        _tree.AddFolder($"var/lib/docker/containers/{Id}/config.v2.json");
        Assert.Null(NameOf(Id));
    }

    [Fact]
    public void AMonitorKeepsTheNameThatItFound()
    {
        AddGroup($"system.slice/docker-{Id}.scope");
        string file = $"var/lib/docker/containers/{Id}/config.v2.json";
        _tree.Add(file, """{"Name":"/web"}""");
        using Machine machine = _tree.Machine;
        using CgroupMonitor monitor = machine.Cgroups!.CreateMonitor(CgroupFields.Processes);
        monitor.Refresh();
        File.Delete(Path.Join(_tree.Root, file));
        monitor.Refresh();
        Assert.Equal("web", monitor.Groups.Single(group => group.Snapshot.ContainerId == Id).Snapshot.ContainerName);
    }

    [Fact]
    public void WhoMakesGroupsWithTheNamesOfContainersDoesNotKeepEveryReadingBusy()
    {
        string[] ids = [.. Enumerable.Range(0, 250).Select(number => $"{number:x64}")];
        _tree.Add($"var/lib/docker/containers/{ids[^1]}/config.v2.json", """{"Name":"/web"}""");
        LinuxRoots roots = new(new MachineOptions { RunPath = Path.Join(_tree.Root, "run"), RootPath = _tree.Root });
        LinuxContainerNames names = new(roots, mostLooks: 100);
        long[] looks = [100, 200, 250, 250, 250];
        foreach ((int reading, long expected) in looks.Index())
        {
            names.Begin();
            string?[] found = [.. ids.Select(id => names.Find(id, "docker"))];
            Assert.Equal(expected, names.LookCount);
            Assert.Equal(reading < 2 ? null : "web", found[^1]);
        }

        // A group that is gone is forgotten.
        names.Begin();
        names.Begin();
        names.Find(ids[0], "docker");
        Assert.Equal(251, names.LookCount);
    }

    private void AddGroup(string path)
    {
        string folder = "sys/fs/cgroup";
        foreach (string part in path.Split('/'))
        {
            folder += "/" + part;
            _tree.Add($"{folder}/cgroup.procs", "10\n");
        }
    }

    private string? NameOf(string id)
    {
        using Machine machine = _tree.Machine;
        return machine.Cgroups!.Capture(CgroupFields.Processes).Groups.Single(group => group.ContainerId == id).ContainerName;
    }
}
