using Psutil.Platforms.FreeBsd;
using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Expectations;
using Psutil.SimulatedTests.Kernel;
using Psutil.SimulatedTests.Systems;

namespace Psutil.SimulatedTests.FreeBsd;

/// <summary>What the library reads of a simulated FreeBSD machine itself, in every version and architecture.</summary>
public sealed class FreeBsdMachineTests
{
    public static TheoryData<string, string> Versions() => FreeBsdProcessTests.Versions();

    [Theory]
    [MemberData(nameof(Versions))]
    public void CpuFiguresAreTheKernels(string version, string architecture)
    {
        using FreeBsdKernel kernel = Boot(version, architecture);
        Cpu cpu = new FreeBsdMachine(MachineOptions.Default).Cpu;
        Assert.Equal(CpuExpectations.Times(2100, 410, 610, 81, 10100), cpu.GetTimes());
        Assert.Equal(
            [
                new CpuCoreTimes { Number = 0, Times = CpuExpectations.Times(1000, 200, 300, 40, 5000) },
                new CpuCoreTimes { Number = 1, Times = CpuExpectations.Times(1100, 210, 310, 41, 5100) },
            ],
            cpu.GetTimesPerCpu()
        );
        Assert.Equal((2, 1, 2), (cpu.GetLogicalCount(), cpu.GetPhysicalCount(), cpu.GetAvailableCount()));
        Assert.Equal(
            new CpuStatistics
            {
                ContextSwitches = 5_000_000_001,
                Interrupts = 5_000_000_002,
                SoftInterrupts = 5_000_000_003,
                SystemCalls = 5_000_000_004,
            },
            cpu.GetStatistics()
        );
        Assert.Equal(
            [
                new CpuCoreFrequency
                {
                    Number = 0,
                    Frequency = new CpuFrequency
                    {
                        CurrentMegahertz = 2400,
                        MinimumMegahertz = 800,
                        MaximumMegahertz = 3200,
                    },
                },
            ],
            cpu.GetFrequencyPerCpu()
        );
        Assert.Equal(new LoadAverage(0.5, 1, 2.5), cpu.GetLoadAverage());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void MemoryFiguresAreTheKernels(string version, string architecture)
    {
        using FreeBsdKernel kernel = Boot(version, architecture);
        Memory memory = new FreeBsdMachine(MachineOptions.Default).Memory;
        VirtualMemory expected = new()
        {
            Total = 4_000_000_000,
            Available = 6000 * 4096,
            Used = 4000 * 4096,
            Free = 4000 * 4096,
            Active = 1000 * 4096,
            Inactive = 2000 * 4096,
            Wired = 3000 * 4096,
            Buffers = 123_456_789,
            Cached = 0,
            Shared = 110 * 4096,
        };
        Assert.Equal(expected, memory.GetVirtual());
        kernel.Sysctl.Add("kstat.zfs.misc.arcstats.size", 900L * 4096).Add("kstat.zfs.misc.arcstats.c_min", 100L * 4096);
        Assert.Equal(expected with { Available = 6800 * 4096, ZfsCache = 900 * 4096 }, memory.GetVirtual());
        Assert.Equal(
            new SwapMemory
            {
                Total = 1_000_000L * 4096,
                Used = 250_000L * 4096,
                Free = 750_000L * 4096,
                SwappedIn = 7 * 4096,
                SwappedOut = 8 * 4096,
            },
            memory.GetSwap()
        );
        kernel.Sysctl.Remove("vm.swap_info");
        Assert.Equal(0, memory.GetSwap().Total);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void DisksAreTheKernels(string version, string architecture)
    {
        using FreeBsdKernel kernel = Boot(version, architecture);
        Disks disks = new FreeBsdMachine(MachineOptions.Default).Disks;
        Assert.Equal(
            [
                new DiskPartition
                {
                    Device = "/dev/ada0p2",
                    MountPoint = "/",
                    FileSystemType = "ufs",
                    Options = "rw",
                },
            ],
            disks.GetPartitions()
        );
        Assert.Equal(
            [
                new()
                {
                    Device = "/dev/ada0p2",
                    MountPoint = "/",
                    FileSystemType = "ufs",
                    Options = "rw",
                },
                new()
                {
                    Device = "devfs",
                    MountPoint = "/dev",
                    FileSystemType = "devfs",
                    Options = "rw",
                },
                new()
                {
                    Device = "mqueuefs",
                    MountPoint = "/mnt/mqueue",
                    FileSystemType = "mqueuefs",
                    Options = "rw",
                },
                new DiskPartition
                {
                    Device = "server:/home",
                    MountPoint = "/home",
                    FileSystemType = "nfs",
                    Options = "ro,nosuid",
                },
            ],
            disks.GetPartitions(all: true)
        );
        Assert.Equal(
            new DiskUsage
            {
                Total = 1000 * 4096,
                Used = 600 * 4096,
                Free = 300 * 4096,
                TotalInodes = 50,
                FreeInodes = 40,
            },
            disks.GetUsage("/")
        );
        Assert.Equal("statvfs(/gone)", Assert.Throws<SystemCallException>(() => disks.GetUsage("/gone")).SystemCall);
        DiskIOCounters ada = disks.GetIOCountersPerDisk()["ada0"];
        Assert.Equal((11, 22, 4096, 8192), (ada.ReadCount, ada.WriteCount, ada.ReadBytes, ada.WriteBytes));
        Assert.Equal(
            (TimeSpan.FromSeconds(3.5), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(6)),
            (ada.ReadTime, ada.WriteTime, ada.BusyTime)
        );
        Assert.Equal(23, disks.GetIOCounters()!.Value.ReadCount);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void InterfacesAreTheKernels(string version, string architecture)
    {
        using FreeBsdKernel kernel = Boot(version, architecture);
        Network network = new FreeBsdMachine(MachineOptions.Default).Network;
        InterfaceExpectations.CheckCounters(network, outputDrops: 8);
        InterfaceExpectations.Check(network.GetInterfaceAddresses());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void SocketsAreTheKernels(string version, string architecture)
    {
        using FreeBsdKernel kernel = Boot(version, architecture);
        SocketExpectations.Check(new FreeBsdMachine(MachineOptions.Default));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void SensorsAndUsersAreTheKernels(string version, string architecture)
    {
        using FreeBsdKernel kernel = Boot(version, architecture);
        FreeBsdMachine machine = new(MachineOptions.Default);
        Assert.Equal(
            [
                new TemperatureReading
                {
                    Label = "Core 0",
                    CurrentCelsius = 50,
                    HighCelsius = 100,
                    CriticalCelsius = 100,
                },
            ],
            machine.Sensors.GetTemperatures()["coretemp"]
        );
        Assert.Throws<PsutilNotSupportedException>(machine.Sensors.GetFans);
        Assert.Equal(
            new BatteryReading
            {
                Percent = 80,
                TimeLeft = TimeSpan.FromMinutes(90),
                IsPluggedIn = false,
                Status = BatteryStatus.Discharging,
            },
            machine.Sensors.GetBattery()
        );
        kernel.Sysctl.Add("dev.cpu.0.temperature", -1);
        Assert.Empty(machine.Sensors.GetTemperatures());
        kernel.Sysctl.Add("hw.acpi.battery.life", -1);
        Assert.Null(machine.Sensors.GetBattery());
        kernel.Sysctl.Remove("hw.acpi.battery.life");
        Assert.Null(machine.Sensors.GetBattery());
        Assert.Equal(
            [
                new UserSession
                {
                    Name = "root",
                    Terminal = "pts/0",
                    Host = "host.example",
                    Started = DateTimeOffset.FromUnixTimeSeconds(SimulatedMachine.BootSeconds + 500),
                    Pid = 321,
                },
            ],
            machine.GetUserSessions()
        );
        Assert.Equal(
            DateTimeOffset.FromUnixTimeSeconds(SimulatedMachine.BootSeconds).AddMicroseconds(SimulatedMachine.BootMicroseconds),
            machine.GetBootTime()
        );
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void TheNativeHeapIsTheAllocators(string version, string architecture)
    {
        using FreeBsdKernel kernel = Boot(version, architecture);
        SimulatedHeap.Check(kernel, new FreeBsdMachine(MachineOptions.Default));
    }

    [Fact]
    public void AnotherRootCannotBeOpened() =>
        Assert.Throws<PsutilNotSupportedException>(() => new FreeBsdMachine(new MachineOptions { ProcPath = "/host/proc" }));

    private static FreeBsdKernel Boot(string version, string architecture) =>
        new(AbiTable.Load("freebsd", version, architecture), new SimulatedMachine());
}
