namespace Psutil.Diagnostics.Tests;

public class ContainerInstrumentTests
{
    private const string Id = Sample.ContainerId;
    private const string Web = $"container.id={Id},container.name=web";

    private readonly FakeMachine _machine = Sample.Machine();

    [Fact]
    public void ThoseWithAnIdAreMeasuredOnce()
    {
        _machine.Cgroups.Groups.Add(
            new CgroupSnapshot
            {
                Path = $"/docker/{Id}/init",
                ContainerId = Id,
                ContainerName = "web",
            }
        );
        using Collector collector = new(_machine, options => options.Subjects = PsutilMetricSubjects.Containers);
        IReadOnlyList<Series> all = collector.Collect();
        Assert.Equal(
            [$"container.id={Id},container.name=web,cpu.mode=user: 2", $"container.id={Id},container.name=web,cpu.mode=system: 1"],
            all.Of("container.cpu.time")
        );
        Assert.Equal([$"{Web}: 100"], all.Of("container.memory.usage"));
        Assert.Equal([$"{Web}: 50"], all.Of("container.memory.available"));
        Assert.Equal(
            [$"{Web},disk.io.direction=read,system.device=sda: 4096", $"{Web},disk.io.direction=write,system.device=sda: 8192"],
            all.Of("container.disk.io")
        );
        Assert.Equal([$"{Web}: 0.5"], all.Of("psutil.container.cpu.throttled.time"));
        Assert.Equal([$"{Web}: 3"], all.Of("psutil.container.oom_kills"));
    }

    [Fact]
    public void TheyAreMeasuredOnlyIfTheyAreNamed()
    {
        using Collector collector = new(_machine);
        Assert.Empty(collector.Collect().Of("container.memory.usage"));
    }

    [Fact]
    public void WhatIsUnknownIsNotReported()
    {
        _machine.Cgroups.Groups.Clear();
        _machine.Cgroups.Groups.Add(
            new CgroupSnapshot
            {
                Path = $"/docker/{Id}",
                ContainerId = Id,
                Cpu = new CgroupCpu { Usage = TimeSpan.FromSeconds(7) },
                Memory = new CgroupMemory { Current = 100 },
            }
        );
        using Collector collector = new(_machine, options => options.Subjects = PsutilMetricSubjects.Containers);
        IReadOnlyList<Series> all = collector.Collect();
        Assert.Equal([$"container.id={Id}: 7"], all.Of("container.cpu.time"));
        Assert.Empty(all.Of("container.memory.available"));
        Assert.Empty(all.Of("container.disk.io"));
    }
}
