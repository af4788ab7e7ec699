namespace Psutil.Diagnostics.Tests;

public sealed class MachineInstrumentTests
{
    private readonly FakeClock _clock = new();
    private readonly FakeMachine _machine;

    public MachineInstrumentTests() => _machine = Sample.Machine(_clock);

    [Fact]
    public void TheModesOfTheCpus()
    {
        using Collector collector = new(_machine);
        Assert.Equal(
            [
                "cpu.mode=user: 10",
                "cpu.mode=system: 20",
                "cpu.mode=nice: 0",
                "cpu.mode=idle: 50",
                "cpu.mode=iowait: 10",
                "cpu.mode=interrupt: 10",
                "cpu.mode=steal: 0",
            ],
            collector.Collect().Of("system.cpu.time")
        );
    }

    [Fact]
    public void ACpuTimeDoesNotRunBackwards()
    {
        using Collector collector = new(_machine);
        _ = collector.Collect();
        _machine.Cpu.Times = Sample.Times(10) with { Idle = TimeSpan.FromSeconds(49.99), User = TimeSpan.FromSeconds(11) };
        _clock.Advance(TimeSpan.FromSeconds(1));
        IReadOnlyList<Series> second = collector.Collect();
        Assert.Equal(50, second.Value("system.cpu.time", "cpu.mode=idle"));
        Assert.Equal(11, second.Value("system.cpu.time", "cpu.mode=user"));
    }

    [Fact]
    public void EachCpuIfThatIsAskedFor()
    {
        using Collector collector = new(_machine, options => (options.PerCpu, options.IncludeOptional) = (true, true));
        IReadOnlyList<Series> first = collector.Collect();
        Assert.Equal(4, first.Value("system.cpu.time", "cpu.logical_number=0,cpu.mode=user"));
        Assert.Equal(6, first.Value("system.cpu.time", "cpu.logical_number=3,cpu.mode=user"));
        Assert.Equal(14, first.Of("system.cpu.time").Length);
        Assert.Equal(["cpu.logical_number=0: 1000000000", "cpu.logical_number=3: 2000000000"], first.Of("system.cpu.frequency"));
        Assert.Empty(first.Of("system.cpu.utilization"));
    }

    [Fact]
    public void TheUtilizationIsOfTheTimeSinceThePreviousCollection()
    {
        using Collector collector = new(_machine, options => options.IncludeOptional = true);
        _ = collector.Collect();
        _machine.Cpu.Times = Sample.Times(20);
        _clock.Advance(TimeSpan.FromSeconds(1));
        IReadOnlyList<Series> second = collector.Collect();
        Assert.Equal(0.1, second.Value("system.cpu.utilization", "cpu.mode=user"), 9);
        Assert.Equal(0.5, second.Value("system.cpu.utilization", "cpu.mode=idle"), 9);
        Assert.Equal(0.1, second.Value("system.cpu.utilization", "cpu.mode=interrupt"), 9);
    }

    [Fact]
    public void CountsLoadAndUptime()
    {
        using Collector collector = new(_machine);
        IReadOnlyList<Series> all = collector.Collect();
        Assert.Equal(4, all.Value("system.cpu.logical.count"));
        Assert.Equal(2, all.Value("system.cpu.physical.count"));
        Assert.Equal(1.5e9, all.Value("system.cpu.frequency"));
        Assert.Equal(1, all.Value("system.cpu.load_average.1m"));
        Assert.Equal(5, all.Value("system.cpu.load_average.5m"));
        Assert.Equal(15, all.Value("system.cpu.load_average.15m"));
        Assert.Equal(3600, all.Value("system.uptime"));
        Assert.Equal(
            [
                "kind=some,resource=cpu: 1",
                "kind=full,resource=cpu: 10",
                "kind=some,resource=memory: 2",
                "kind=full,resource=memory: 20",
                "kind=some,resource=io: 3",
                "kind=full,resource=io: 30",
            ],
            all.Of("psutil.pressure.time")
        );
    }

    [Fact]
    public void TheStatesOfMemoryAddUpToTheWhole()
    {
        using Collector collector = new(_machine, options => options.IncludeOptional = true);
        IReadOnlyList<Series> all = collector.Collect();
        Assert.Equal(
            [
                "system.memory.state=used: 400",
                "system.memory.state=free: 100",
                "system.memory.state=buffers: 50",
                "system.memory.state=cached: 450",
            ],
            all.Of("system.memory.usage")
        );
        Assert.Equal(0.45, all.Value("system.memory.utilization", "system.memory.state=cached"));
        Assert.Equal(1000, all.Value("system.memory.limit"));
        Assert.Equal(600, all.Value("system.memory.linux.available"));
        Assert.Equal(7, all.Value("system.memory.linux.shared"));
        Assert.Equal(
            ["linux.memory.slab.state=reclaimable: 4", "linux.memory.slab.state=unreclaimable: 5"],
            all.Of("system.memory.linux.slab.usage")
        );
        Assert.Equal(["system.paging.state=used: 200", "system.paging.state=free: 300"], all.Of("system.paging.usage"));
        Assert.Equal(["system.paging.state=used: 0.4", "system.paging.state=free: 0.6"], all.Of("system.paging.utilization"));
        Assert.Equal(
            [
                "system.paging.direction=in,system.paging.fault.type=major: 3",
                "system.paging.direction=out,system.paging.fault.type=major: 4",
            ],
            all.Of("system.paging.operations")
        );
        Assert.Equal(["system.paging.fault.type=major: 20", "system.paging.fault.type=minor: 70"], all.Of("system.paging.faults").Order());
        const string State = "system.memory.linux.hugepages.state";
        Assert.Equal([$"{State}=free: 9", $"{State}=used: 7"], all.Of("system.memory.linux.hugepages.usage").Order());
        Assert.Equal([$"{State}=free: 0.5625", $"{State}=used: 0.4375"], all.Of("system.memory.linux.hugepages.utilization").Order());
    }

    [Fact]
    public void MemoryOfASystemThatCountsNoBuffersIsUsedOrFree()
    {
        _machine.Memory.Virtual = new()
        {
            Total = 1000,
            Available = 600,
            Used = 400,
            Free = 600,
            Cached = 300,
        };
        using Collector collector = new(_machine);
        IReadOnlyList<Series> all = collector.Collect();
        Assert.Equal(["system.memory.state=used: 400", "system.memory.state=free: 600"], all.Of("system.memory.usage"));
        Assert.Empty(all.Of("system.memory.linux.available"));
    }

    [Fact]
    public void DisksThatWereUsed()
    {
        using Collector collector = new(_machine);
        IReadOnlyList<Series> all = collector.Collect();
        Assert.Equal(
            ["disk.io.direction=read,system.device=sda: 3", "disk.io.direction=write,system.device=sda: 4"],
            all.Of("system.disk.io")
        );
        Assert.Equal(
            ["disk.io.direction=read,system.device=sda: 1", "disk.io.direction=write,system.device=sda: 2"],
            all.Of("system.disk.operations")
        );
        Assert.Equal(
            ["disk.io.direction=read,system.device=sda: 8", "disk.io.direction=write,system.device=sda: 9"],
            all.Of("system.disk.merged")
        );
        Assert.Equal(
            ["disk.io.direction=read,system.device=sda: 5", "disk.io.direction=write,system.device=sda: 6"],
            all.Of("system.disk.operation_time")
        );
        Assert.Equal(["system.device=sda: 7"], all.Of("system.disk.io_time"));
        Assert.Empty(all.Of("system.disk.limit"));
    }

    [Fact]
    public void TheSizesOfDisksIfThatIsAskedFor()
    {
        using Collector collector = new(_machine, options => options.IncludeOptional = true);
        Assert.Equal(["system.device=sda: 4096"], collector.Collect().Of("system.disk.limit"));
    }

    [Fact]
    public void AFileSystemThatDoesNotAnswerIsLeftOut()
    {
        using Collector collector = new(_machine, options => options.IncludeOptional = true);
        IReadOnlyList<Series> all = collector.Collect();
        const string Root = "system.device=/dev/sda1,system.filesystem.mode=rw,system.filesystem.mountpoint=/";
        Assert.Equal(
            [
                $"{Root},system.filesystem.state=used,system.filesystem.type=ext4: 60",
                $"{Root},system.filesystem.state=free,system.filesystem.type=ext4: 30",
                $"{Root},system.filesystem.state=reserved,system.filesystem.type=ext4: 10",
            ],
            all.Of("system.filesystem.usage")
        );
        Assert.Equal(0.6, all.Value("system.filesystem.utilization", $"{Root},system.filesystem.state=used,system.filesystem.type=ext4"));
        Assert.Equal(5, all.Value("system.filesystem.inodes.usage", $"{Root},system.filesystem.state=used,system.filesystem.type=ext4"));
        Assert.Equal([$"{Root},system.filesystem.type=ext4: 100"], all.Of("system.filesystem.limit"));
    }

    [Fact]
    public void InterfacesAndSockets()
    {
        using Collector collector = new(_machine);
        IReadOnlyList<Series> all = collector.Collect();
        const string Sent = "network.interface.name=eth0,network.io.direction=transmit";
        const string Received = "network.interface.name=eth0,network.io.direction=receive";
        Assert.Equal([$"{Sent}: 1", $"{Received}: 2"], all.Of("system.network.io"));
        Assert.Equal([$"{Sent}: 6", $"{Received}: 5"], all.Of("system.network.errors"));
        Assert.Equal([$"{Sent}: 8", $"{Received}: 7"], all.Of("system.network.packet.dropped"));
        Assert.Equal(3, all.Value("system.network.packet.count", "network.io.direction=transmit,system.device=eth0"));
        Assert.Equal(2, all.Value("system.network.connection.count", "network.connection.state=established,network.transport=tcp"));
        Assert.Equal(0, all.Value("system.network.connection.count", "network.connection.state=close_wait,network.transport=tcp"));
        Assert.Equal(1, all.Value("system.network.connection.count", "network.transport=udp"));
        Assert.Equal(1, all.Value("system.network.connection.count", "network.transport=unix"));
        Assert.Equal(1, all.Value("hw.network.up", "hw.id=eth0,hw.name=eth0"));
        Assert.Equal(125e6, all.Value("hw.network.bandwidth.limit", "hw.id=eth0,hw.name=eth0"));
    }

    [Fact]
    public void EverySensorHasAnIdOfItsOwn()
    {
        using Collector collector = new(_machine);
        IReadOnlyList<Series> all = collector.Collect();
        Assert.Equal(
            [
                "hw.id=chip/Core,hw.name=Core,hw.parent=chip: 40",
                "hw.id=chip/Core#1,hw.name=Core,hw.parent=chip: 41",
                "hw.id=chip/2,hw.name=chip,hw.parent=chip: 42",
                "hw.id=0000:03:00.0,hw.name=Card,hw.type=gpu: 60",
            ],
            all.Of("hw.temperature")
        );
        Assert.Equal(
            [
                "hw.id=chip/Core,hw.limit_type=high.degraded,hw.name=Core,hw.parent=chip: 80",
                "hw.id=chip/Core,hw.limit_type=high.critical,hw.name=Core,hw.parent=chip: 100",
            ],
            all.Of("hw.temperature.limit")
        );
        Assert.Equal(["hw.id=chip/Front,hw.name=Front,hw.parent=chip: 900"], all.Of("hw.fan.speed"));
        Assert.Equal(["hw.id=battery: 0.75"], all.Of("hw.battery.charge"));
        Assert.Equal(["hw.battery.state=discharging,hw.id=battery: 5400"], all.Of("hw.battery.time_left"));
    }

    [Fact]
    public void ThisProcess()
    {
        using Collector collector = new(_machine);
        IReadOnlyList<Series> all = collector.Collect();
        Assert.Equal(["cpu.mode=user: 3", "cpu.mode=system: 4"], all.Of("process.cpu.time"));
        Assert.Equal(250, all.Value("process.memory.usage"));
        Assert.Equal(5000, all.Value("process.memory.virtual"));
        Assert.Equal(0.25, all.Value("process.memory.utilization"));
        Assert.Equal(["disk.io.direction=read: 1", "disk.io.direction=write: 2"], all.Of("process.disk.io"));
        Assert.Equal(["disk.io.direction=read: 3", "disk.io.direction=write: 4"], all.Of("process.disk.operations"));
        Assert.Equal(5, all.Value("process.thread.count"));
        Assert.Equal(6, all.Value("process.unix.file_descriptor.count"));
        Assert.Equal(7, all.Value("process.windows.handle.count"));
        Assert.Equal(9, all.Value("process.context_switches", "process.context_switch.type=involuntary"));
        Assert.Equal(11, all.Value("process.paging.faults", "system.paging.fault.type=major"));
        Assert.Equal(12, all.Value("process.signals_pending"));
        Assert.Equal(60, all.Value("process.uptime"));
        Assert.Empty(all.Of("process.cpu.utilization"));

        _machine.Processes.Add(
            new ProcessSnapshot(_machine.Processes.Single(process => process.Pid == Environment.ProcessId))
            {
                CpuTimes = new ProcessCpuTimes { User = TimeSpan.FromSeconds(5), System = TimeSpan.FromSeconds(4) },
            }
        );
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0.5, collector.Collect().Value("process.cpu.utilization"));
    }

    [Fact]
    public void TheEnergyIsOfTheTimeSinceTheFirstCollectionAlsoWhenACounterBeginsAnew()
    {
        using Collector collector = new(_machine);
        Assert.Empty(collector.Collect().Of("hw.energy"));

        _clock.Advance(TimeSpan.FromSeconds(2));
        _machine.Energy.Zones[0] = Sample.Zone(EnergyZoneKind.Package, "package-0", null, 7_000_000);
        IReadOnlyList<Series> all = collector.Collect();
        Assert.Equal(
            ["hw.id=package-0,hw.name=package-0,hw.type=cpu: 6", "hw.id=dram,hw.name=dram,hw.parent=package-0,hw.type=memory: 0"],
            all.Of("hw.energy")
        );
        Assert.Equal("hw.id=package-0,hw.name=package-0,hw.type=cpu: 3", all.Of("hw.power")[0]);

        _clock.Advance(TimeSpan.FromSeconds(2));
        _machine.Energy.Zones[0] = Sample.Zone(EnergyZoneKind.Package, "package-0", null, 1_000_000);
        Assert.Equal("hw.id=package-0,hw.name=package-0,hw.type=cpu: 9", collector.Collect().Of("hw.energy")[0]);
    }

    [Fact]
    public void TheStatesOfTheProcesses()
    {
        using Collector collector = new(_machine);
        Assert.Equal(
            ["process.state=running: 1", "process.state=sleeping: 1", "process.state=stopped: 0", "process.state=defunct: 1"],
            collector.Collect().Of("system.process.count")
        );
        Assert.Equal(12, collector.Collect().Value("system.process.created"));
        Assert.Equal(4000, collector.Collect().Value("system.process.limit"));
    }

    [Fact]
    public void WhatAMachineDoesNotHaveIsLeftOut()
    {
        using Collector collector = new(new FakeMachine());
        IReadOnlyList<Series> all = collector.Collect();
        Assert.DoesNotContain(all, series => series.Name.StartsWith("system.memory.", StringComparison.Ordinal));
        Assert.DoesNotContain(all, series => series.Name.StartsWith("process.", StringComparison.Ordinal));
        Assert.Empty(all.Of("psutil.source.failures"));
        Assert.Equal(0, all.Value("system.uptime"));
    }

    [Fact]
    public void SeriesBeyondTheLimitAreCounted()
    {
        for (int index = 0; index < 10; index++)
        {
            _machine.Network.IOCounters[$"veth{index}"] = default;
        }

        using Collector collector = new(
            _machine,
            options => options.MaximumSeries = 15,
            name => name is "system.network.io" or "psutil.series.left_out"
        );
        Assert.Equal(15, collector.Collect().Of("system.network.io").Length);
        Assert.Equal(14, collector.Collect().Value("psutil.series.left_out"));
    }

    [Fact]
    public void AHostileNameIsMadeText()
    {
        _machine.Network.IOCounters["\uDCFF\n" + new string('x', 600)] = default;
        using Collector collector = new(_machine, only: name => name == "system.network.io");
        string tags = collector.Collect().First(series => series.Tags.Contains("xxx", StringComparison.Ordinal)).Tags;
        Assert.DoesNotContain('\n', tags);
        Assert.All(tags, character => Assert.False(char.IsSurrogate(character)));
        Assert.True(tags.Length < 600);
    }

    [Fact]
    public void OnlyTheSubjectsThatAreWanted()
    {
        using Collector collector = new(_machine, options => options.Subjects = PsutilMetricSubjects.Memory);
        Assert.All(collector.Instruments.Keys, name =>
            Assert.True(name.StartsWith("system.memory.", StringComparison.Ordinal) || name.StartsWith("psutil.", StringComparison.Ordinal))
        );
    }
}
