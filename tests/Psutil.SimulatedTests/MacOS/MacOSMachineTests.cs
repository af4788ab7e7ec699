using System.Runtime.InteropServices;
using Psutil.Platforms.MacOS;
using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Expectations;
using Psutil.SimulatedTests.Systems;

namespace Psutil.SimulatedTests.MacOS;

/// <summary>What the library reads of a simulated Mac itself, in every version and architecture.</summary>
public sealed class MacOSMachineTests
{
    public static TheoryData<string, string> Versions() => MacOSProcessTests.Versions();

    [Theory]
    [MemberData(nameof(Versions))]
    public void CpuFiguresAreTheKernels(string version, string architecture)
    {
        using MacOSKernel kernel = Boot(version, architecture, out Machine machine);
        Assert.Equal(Times(2100, 410, 610, 10100), machine.Cpu.GetTimes());
        Assert.Equal(
            [
                new CpuCoreTimes { Number = 0, Times = Times(1000, 200, 300, 5000) },
                new CpuCoreTimes { Number = 1, Times = Times(1100, 210, 310, 5100) },
            ],
            machine.Cpu.GetTimesPerCpu()
        );
        Assert.False(kernel.HoldsProcessorLoads);
        Assert.Equal((2, 2, 2), (machine.Cpu.GetLogicalCount(), machine.Cpu.GetPhysicalCount(), machine.Cpu.GetAvailableCount()));
        Assert.Equal(new LoadAverage(0.5, 1, 2.5), machine.Cpu.GetLoadAverage());
        Assert.Equal(new CpuStatistics { }, machine.Cpu.GetStatistics());
    }

    [Fact]
    public void CpuTimesGoOnWhereTheKernelsCountersWrap()
    {
        long[] Ticks(long idle) => [1000, 0, 300, 0, idle];
        long[][] ticks = [Ticks(4_294_000_000), Ticks(4_200_000_000)];
        SimulatedMachine simulated = new() { CpuClock = () => ticks };
        using MacOSKernel kernel = new(AbiTable.Load("macos", AbiTable.BaseVersion, "arm64"), simulated);
        Cpu cpu = MacOSKernel.Open(kernel.Abi).Cpu;
        Assert.Equal(Times(2000, 0, 600, 8_494_000_000), cpu.GetTimes());
        ticks = [Ticks(4_295_000_000), Ticks(4_200_500_000)];
        Assert.Equal(Times(2000, 0, 600, 8_495_500_000), cpu.GetTimes());
        Assert.Equal(
            [Times(1000, 0, 300, 4_295_000_000), Times(1000, 0, 300, 4_200_500_000)],
            cpu.GetTimesPerCpu().Select(core => core.Times)
        );

        // Two threads' readings can be taken in one order and arrive in the other.
        ticks = [Ticks(4_294_999_999), Ticks(4_200_500_000)];
        Assert.Equal(Times(2000, 0, 600, 8_495_500_000), cpu.GetTimes());
    }

    [Fact]
    public void IntelTellsItsFrequency()
    {
        using MacOSKernel kernel = Boot(AbiTable.BaseVersion, "x86_64", out Machine machine);
        kernel
            .Sysctl.Add("hw.cpufrequency", 2_400_000_000L)
            .Add("hw.cpufrequency_min", 1_200_000_000L)
            .Add("hw.cpufrequency_max", 3_000_000_000L);
        Assert.Equal(
            [
                new CpuCoreFrequency
                {
                    Number = 0,
                    Frequency = new CpuFrequency
                    {
                        CurrentMegahertz = 2400,
                        MinimumMegahertz = 1200,
                        MaximumMegahertz = 3000,
                    },
                },
            ],
            machine.Cpu.GetFrequencyPerCpu()
        );
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(1000)]
    public void AppleSiliconTellsThatOfEachCluster(int unit)
    {
        using MacOSKernel kernel = Boot(AbiTable.BaseVersion, "arm64", out Machine machine);
        Assert.Empty(machine.Cpu.GetFrequencyPerCpu());
        kernel.Foundation.Registry.Add(new("AppleARMIODevice", "dart", []));
        kernel.Foundation.Registry.Add(
            new(
                "AppleARMIODevice",
                "pmgr",
                new Dictionary<string, object>
                {
                    ["voltage-states5-sram"] = Table(unit, 600, 3204),
                    ["voltage-states1-sram"] = Table(unit, 600, 2064),
                    ["voltage-states9-sram"] = Table(unit, 400, 1398),
                    ["voltage-states5"] = Table(unit, 1, 2),
                    ["voltage-statesX-sram"] = Table(unit, 600, 5000),
                    ["name"] = "pmgr",
                }
            )
        );

        // Without the sizes of the clusters nobody knows which CPU has which frequency.
        Assert.Empty(machine.Cpu.GetFrequencyPerCpu());
        kernel.Sysctl.Add("hw.nperflevels", 2).Add("hw.perflevel0.logicalcpu", 4).Add("hw.perflevel1.logicalcpu", 2);
        IReadOnlyList<CpuCoreFrequency> cores = machine.Cpu.GetFrequencyPerCpu();
        Assert.Equal([0, 1, 2, 3, 4, 5], cores.Select(core => core.Number));
        CpuFrequency slow = new()
        {
            CurrentMegahertz = 2064,
            MinimumMegahertz = 600,
            MaximumMegahertz = 2064,
        };
        CpuFrequency fast = new()
        {
            CurrentMegahertz = 3204,
            MinimumMegahertz = 600,
            MaximumMegahertz = 3204,
        };
        Assert.Equal([slow, slow, fast, fast, fast, fast], cores.Select(core => core.Frequency));
        Assert.Equal(0, kernel.Foundation.LeakCount);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void MemoryFiguresAreTheKernels(string version, string architecture)
    {
        using MacOSKernel kernel = Boot(version, architecture, out Machine machine);
        VirtualMemory expected = new()
        {
            Total = 16_000_000_000,
            Available = 4000 * 4096,
            Used = 6000 * 4096,
            Free = 900 * 4096,
            Active = 2000 * 4096,
            Inactive = 3000 * 4096,
            Wired = 4000 * 4096,
        };
        Assert.Equal(expected, machine.Memory.GetVirtual());
        Assert.Equal(
            new SwapMemory
            {
                Total = 1000,
                Used = 400,
                Free = 600,
                SwappedIn = 7 * 4096,
                SwappedOut = 8 * 4096,
            },
            machine.Memory.GetSwap()
        );
        Assert.Equal(new NativeHeapInfo { HeapUsed = 98_765, MappedUsed = 0 }, machine.Memory.GetNativeHeap());
        Assert.True(machine.Memory.TrimNativeHeap());
    }

    [Fact]
    public void MemoryOfALaterKernelIsReadWithTheRoomThatItWants()
    {
        using MacOSKernel kernel = new(AbiTable.Load("macos", AbiTable.BaseVersion, "arm64"), new SimulatedMachine())
        {
            HasGrownMemory = true,
        };
        Machine machine = MacOSKernel.Open(kernel.Abi);
        for (int reading = 0; reading < 5; reading++)
        {
            Assert.Equal(2000 * 4096, machine.Memory.GetVirtual().Active);
            Assert.Equal(7 * 4096, machine.Memory.GetSwap().SwappedIn);
        }

        // The largest room that there is, and only after the kernel refused the usual one.
        Assert.Equal([38, 38, 38, .. Enumerable.Repeat((int[])[38, 256], 7).SelectMany(rooms => rooms)], kernel.MemoryRooms);
    }

    [Fact]
    public void PagesAreTheMachinesUnderRosetta()
    {
        using MacOSKernel kernel = new(AbiTable.Load("macos", AbiTable.BaseVersion, "x86_64"), new SimulatedMachine { PageSize = 16_384 })
        {
            CallerPageSize = 4096,
        };
        Machine machine = MacOSKernel.Open(kernel.Abi);
        Assert.Equal(2000 * 16_384, machine.Memory.GetVirtual().Active);
        Assert.Equal(7 * 16_384, machine.Memory.GetSwap().SwappedIn);
        Assert.Equal((11 + 22 + 40) * 16_384, machine.Processes.Get(700).GetMemoryFootprint().Uss);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void DisksAreTheKernels(string version, string architecture)
    {
        using MacOSKernel kernel = Boot(version, architecture, out Machine machine);
        Assert.Equal(
            [
                new DiskPartition
                {
                    Device = "/dev/disk3s1s1",
                    MountPoint = "/",
                    FileSystemType = "apfs",
                    Options = "ro,local,journaled",
                },
            ],
            machine.Disks.GetPartitions()
        );
        Assert.Equal(2, machine.Disks.GetPartitions(all: true).Count);
        Assert.Equal(
            new DiskUsage
            {
                Total = 1000 * 4096,
                Used = 12_345,
                Free = 300 * 4096,
                TotalInodes = 50,
                FreeInodes = 40,
            },
            machine.Disks.GetUsage("/")
        );
        Assert.Equal(12_345, machine.Disks.GetUsage("/Users").Used);
        Assert.Equal(600 * 4096, machine.Disks.GetUsage("/dev").Used);
        kernel.UsedSpaceFailure = "EIO";
        Assert.Equal(600 * 4096, machine.Disks.GetUsage("/").Used);
        SimulatedFoundation.RegistryEntry driver = new(
            "IOBlockStorageDriver",
            "driver",
            new Dictionary<string, object>
            {
                ["Statistics"] = new Dictionary<string, object>
                {
                    ["Operations (Read)"] = 11L,
                    ["Operations (Write)"] = 22L,
                    ["Bytes (Read)"] = 4096L,
                    ["Bytes (Write)"] = 8192L,
                    ["Total Time (Read)"] = 3_500_000_000L,
                    ["Total Time (Write)"] = 4_000_000_000L,
                },
            }
        );
        SimulatedFoundation.RegistryEntry half = new(
            "IOBlockStorageDriver",
            "half",
            new Dictionary<string, object> { ["Statistics"] = new Dictionary<string, object> { ["Operations (Read)"] = 11L } }
        );
        SimulatedFoundation.RegistryEntry disk = new("IOMedia", "disk", new Dictionary<string, object> { ["BSD Name"] = "disk0" }, driver);
        kernel.Foundation.Registry.AddRange([
            disk,
            new("IOMedia", "partition", new Dictionary<string, object> { ["BSD Name"] = "disk0s1" }, disk),
            new("IOMedia", "orphan", []),
            new("IOMedia", "uncounted", new Dictionary<string, object> { ["BSD Name"] = "disk1" }, half),
        ]);
        KeyValuePair<string, DiskIOCounters> counters = Assert.Single(machine.Disks.GetIOCountersPerDisk());
        DiskIOCounters expected = new()
        {
            ReadCount = 11,
            WriteCount = 22,
            ReadBytes = 4096,
            WriteBytes = 8192,
            ReadTime = TimeSpan.FromSeconds(3.5),
            WriteTime = TimeSpan.FromSeconds(4),
        };
        Assert.Equal(new("disk0", expected), counters);
        Assert.Equal(0, kernel.Foundation.LeakCount);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void InterfacesAndSocketsAreTheKernels(string version, string architecture)
    {
        using MacOSKernel kernel = Boot(version, architecture, out Machine machine);
        InterfaceExpectations.CheckCounters(machine.Network, outputDrops: null);
        InterfaceExpectations.Check(machine.Network.GetInterfaceAddresses());
        SocketExpectations.Check(machine);
    }

    [Fact]
    public void ARegistryThatDoesNotAnswerIsNoMachineWithoutDisks()
    {
        using MacOSKernel kernel = Boot(AbiTable.BaseVersion, "arm64", out Machine machine);
        kernel.Foundation.IsRegistryClosed = true;
        SystemCallException failure = Assert.Throws<SystemCallException>(machine.Disks.GetIOCountersPerDisk);
        Assert.Equal(("IOServiceGetMatchingServices(IOMedia)", SimulatedFoundation.NoResources), (failure.SystemCall, failure.ErrorCode));
        Assert.Equal(
            "IOServiceGetMatchingServices(AppleARMIODevice)",
            Assert.Throws<SystemCallException>(machine.Cpu.GetFrequencyPerCpu).SystemCall
        );
    }

    [Fact]
    public void AnInterfaceThatIsGoneWhenItIsAskedAboutIsLeftOut()
    {
        using MacOSKernel kernel = Boot(AbiTable.BaseVersion, "arm64", out Machine machine);
        kernel.DetachedInterfaces.Add("em0");
        Assert.Equal(["lo0"], machine.Network.GetIOCountersPerInterface().Keys);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void SensorsAndUsersAreTheKernels(string version, string architecture)
    {
        using MacOSKernel kernel = Boot(version, architecture, out Machine machine);
        Assert.Null(machine.Sensors.GetBattery());
        kernel.Foundation.PowerSources.Add(
            new Dictionary<string, object>
            {
                ["Current Capacity"] = 80L,
                ["Max Capacity"] = 100L,
                ["Power Source State"] = "Battery Power",
                ["Time to Empty"] = 90L,
                ["Is Charging"] = false,
            }
        );
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
        kernel.Foundation.PowerSources[0]["Time to Empty"] = -1L;
        Assert.Null(machine.Sensors.GetBattery()!.TimeLeft);
        kernel.Foundation.PowerSources[0]["Power Source State"] = "AC Power";
        kernel.Foundation.PowerSources[0]["Is Charging"] = true;
        Assert.Equal(
            new BatteryReading
            {
                Percent = 80,
                IsPluggedIn = true,
                Status = BatteryStatus.Charging,
            },
            machine.Sensors.GetBattery()
        );
        Assert.Equal(0, kernel.Foundation.LeakCount);
        Assert.Throws<PsutilNotSupportedException>(machine.Sensors.GetTemperatures);
        Assert.Throws<PsutilNotSupportedException>(machine.Sensors.GetFans);
        Assert.Equal(
            [
                new UserSession
                {
                    Name = "root",
                    Terminal = "console",
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

    [Fact]
    public void AnotherRootCannotBeOpened() =>
        Assert.Throws<PsutilNotSupportedException>(() =>
            new MacOSMachine(new MachineOptions { EtcPath = "/host/etc" }, Architecture.Arm64)
        );

    private static MacOSKernel Boot(string version, string architecture, out Machine machine)
    {
        MacOSKernel kernel = new(AbiTable.Load("macos", version, architecture), new SimulatedMachine());
        machine = MacOSKernel.Open(kernel.Abi);
        return kernel;
    }

    private static byte[] Table(int unit, params int[] megahertz) =>
        [.. megahertz.Append(0).SelectMany(value => (byte[])[.. BitConverter.GetBytes(value * unit), .. BitConverter.GetBytes(800)])];

    private static CpuTimes Times(long user, long nice, long system, long idle) =>
        new()
        {
            User = TimeSpan.FromMilliseconds(user * 10),
            Nice = TimeSpan.FromMilliseconds(nice * 10),
            System = TimeSpan.FromMilliseconds(system * 10),
            Idle = TimeSpan.FromMilliseconds(idle * 10),
        };
}
