using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Expectations;
using Psutil.SimulatedTests.Kernel;
using Psutil.SimulatedTests.Systems;

namespace Psutil.SimulatedTests.OpenBsd;

/// <summary>What the library reads of a simulated OpenBSD machine, in every version and architecture.</summary>
public sealed class OpenBsdTests
{
    public static TheoryData<string, string> Versions() =>
        [.. AbiTable.All("openbsd").Select(table => (table.Version, table.Architecture))];

    [Theory]
    [MemberData(nameof(Versions))]
    public void ProcessesAreTheKernels(string version, string architecture)
    {
        SimulatedMachine machine = new();
        SimulatedProcess worker = machine.Find(700)! with
        {
            Terminal = 34,
            Status = ProcessStatus.Running,
            NameBytes = [(byte)'w', 0xFF, 0xC3],
        };
        machine.Replace(worker);
        using OpenBsdKernel kernel = new(AbiTable.Load("openbsd", version, architecture), machine);
        ProcessSnapshot snapshot = OpenBsdKernel.Open().Processes.Capture(ProcessFields.All).Single(process => process.Pid == 700);
        ProcessExpectations.CheckRecord(snapshot, worker, "/dev/ttyp3");
        Assert.Equal(
            new ProcessMemory
            {
                Rss = 300 * 4096,
                Vms = 60 * 4096,
                Text = 10 * 4096,
                Data = 20 * 4096,
                Stack = 30 * 4096,
                PeakRss = 100_000 * 1024,
            },
            snapshot.Memory
        );
        Assert.Equal(2, snapshot.ThreadCount);
        Assert.Equal(
            [
                new ProcessThreadInfo
                {
                    Id = 100_000,
                    Status = ProcessStatus.Running,
                    User = TimeSpan.FromMicroseconds(10),
                    System = TimeSpan.FromMicroseconds(20),
                },
                new ProcessThreadInfo
                {
                    Id = 100_001,
                    Status = ProcessStatus.Running,
                    User = TimeSpan.FromMicroseconds(11),
                    System = TimeSpan.FromMicroseconds(21),
                },
            ],
            snapshot.Threads
        );
        Assert.Null(snapshot.ExecutablePath);
        ProcessFields[] missing =
        [
            ProcessFields.ExecutablePath,
            ProcessFields.OpenFiles,
            ProcessFields.IOPriority,
            ProcessFields.HandleCount,
            ProcessFields.MemoryMaps,
            ProcessFields.MemoryDetails,
            ProcessFields.MemoryFootprint,
            ProcessFields.CpuAffinity,
            ProcessFields.CpuNumber,
            ProcessFields.ResourceLimits,
            ProcessFields.ApproximateRss,
            ProcessFields.PriorityClass,
            ProcessFields.OomScore,
            ProcessFields.PendingSignalCount,
            ProcessFields.Cgroup,
        ];
        Assert.Equal(missing.Order(), snapshot.Unavailable.Keys.Order());
        Assert.All(snapshot.Unavailable.Values, reason => Assert.Equal(UnavailableReason.NotSupported, reason.Reason));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheKernelDoesNotHoldEverybodysDescriptors(bool takesZeroForAll)
    {
        using OpenBsdKernel kernel = new(AbiTable.Load("openbsd", AbiTable.BaseVersion, "amd64"), new SimulatedMachine())
        {
            TakesZeroForAll = takesZeroForAll,
        };
        ProcessSnapshot swapper = OpenBsdKernel
            .Open()
            .Processes.Get(0)
            .Capture(ProcessFields.FileDescriptorCount | ProcessFields.Connections);
        Assert.Equal((null, null), (swapper.FileDescriptorCount, swapper.Connections));
        Assert.All(swapper.Unavailable.Values, reason => Assert.Equal(UnavailableReason.Absent, reason.Reason));
    }

    [Fact]
    public void ArgumentsThatDoNotFitAreAskedForAgain()
    {
        SimulatedMachine machine = new();
        machine.Replace(
            machine.Find(700)! with
            {
                Arguments = [.. Enumerable.Range(0, 3000).Select(index => System.Text.Encoding.UTF8.GetBytes($"argument {index}"))],
            }
        );
        using OpenBsdKernel kernel = new(AbiTable.Load("openbsd", AbiTable.BaseVersion, "arm64"), machine);
        Assert.Equal(
            Enumerable.Range(0, 3000).Select(index => $"argument {index}"),
            OpenBsdKernel.Open().Processes.Get(700).GetCommandLine()
        );
    }

    [Theory]
    [InlineData(16)]
    [InlineData(23)]
    public void ANameThatTheKernelCutIsCompleted(int longest)
    {
        const string Whole = "a-very-long-name-indeed-it-is";
        SimulatedMachine machine = new();
        machine.Replace(
            machine.Find(700)! with
            {
                NameBytes = System.Text.Encoding.UTF8.GetBytes(Whole),
                ExecutablePath = $"/opt/{Whole}",
                Arguments = [System.Text.Encoding.UTF8.GetBytes($"/opt/{Whole}")],
            }
        );
        using OpenBsdKernel kernel = new(AbiTable.Load("openbsd", AbiTable.BaseVersion, "amd64"), machine) { LongestName = longest };
        Processes processes = OpenBsdKernel.Open().Processes;
        Assert.Equal(Whole, processes.Get(700).GetName());
        Assert.Equal(Whole, processes.Capture(ProcessFields.Name).Single(process => process.Pid == 700).Name);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void TheMachineIsTheKernels(string version, string architecture)
    {
        using OpenBsdKernel kernel = new(AbiTable.Load("openbsd", version, architecture), new SimulatedMachine());
        Machine machine = OpenBsdKernel.Open();
        Assert.Equal(
            [
                new CpuCoreTimes { Number = 0, Times = Times(1000, 200, 305, 40, 5000) },
                new CpuCoreTimes { Number = 1, Times = Times(1100, 210, 315, 41, 5100) },
            ],
            machine.Cpu.GetTimesPerCpu()
        );
        Assert.Equal(
            machine.Cpu.GetTimesPerCpu()[0].Times.Total + machine.Cpu.GetTimesPerCpu()[1].Times.Total,
            machine.Cpu.GetTimes().Total
        );
        Assert.Equal((2, null, 2), (machine.Cpu.GetLogicalCount(), machine.Cpu.GetPhysicalCount(), machine.Cpu.GetAvailableCount()));
        Assert.Equal(new CpuStatistics { ContextSwitches = 4_000_000_001, SoftInterrupts = 33 }, machine.Cpu.GetStatistics());
        Assert.Equal(
            [
                new CpuCoreFrequency
                {
                    Number = 0,
                    Frequency = new CpuFrequency { CurrentMegahertz = 2593 },
                },
            ],
            machine.Cpu.GetFrequencyPerCpu()
        );
        Assert.Equal(new LoadAverage(0.5, 1, 2.5), machine.Cpu.GetLoadAverage());
        VirtualMemory memory = new()
        {
            Total = 4_000_000_000,
            Available = 6500 * 4096,
            Used = 4500 * 4096,
            Free = 4000 * 4096,
            Active = 1000 * 4096,
            Inactive = 2000 * 4096,
            Wired = 3000 * 4096,
            Buffers = 500 * 4096,
            Cached = 500 * 4096,
            Shared = 60 * 4096,
        };
        Assert.Equal(memory, machine.Memory.GetVirtual());
        Assert.Equal(
            new SwapMemory
            {
                Total = 1000 * 512,
                Used = 250 * 512,
                Free = 750 * 512,
                SwappedIn = 7 * 4096,
                SwappedOut = 8 * 4096,
            },
            machine.Memory.GetSwap()
        );
        Assert.Equal(
            [
                new DiskPartition
                {
                    Device = "/dev/sd0a",
                    MountPoint = "/",
                    FileSystemType = "ffs",
                    Options = "rw,nodev",
                },
            ],
            machine.Disks.GetPartitions()
        );
        Assert.Equal(2, machine.Disks.GetPartitions(all: true).Count);
        Assert.Equal(
            new DiskUsage
            {
                Total = 1000 * 4096,
                Used = 600 * 4096,
                Free = 300 * 4096,
                TotalInodes = 50,
                FreeInodes = 40,
            },
            machine.Disks.GetUsage("/")
        );
        Assert.Equal(
            new(
                "sd0",
                new DiskIOCounters
                {
                    ReadCount = 11,
                    WriteCount = 22,
                    ReadBytes = 4096,
                    WriteBytes = 8192,
                }
            ),
            Assert.Single(machine.Disks.GetIOCountersPerDisk())
        );
        InterfaceExpectations.CheckCounters(machine.Network, outputDrops: 8);
        InterfaceExpectations.Check(machine.Network.GetInterfaceAddresses());
        SocketExpectations.Check(machine);
        Assert.Equal(
            DateTimeOffset.FromUnixTimeSeconds(SimulatedMachine.BootSeconds).AddMicroseconds(SimulatedMachine.BootMicroseconds),
            machine.GetBootTime()
        );
    }

    [Fact]
    public void LoginsThatFillTheirRoomHaveNoNul()
    {
        using OpenBsdKernel kernel = new(AbiTable.Load("openbsd", AbiTable.BaseVersion, "amd64"), new SimulatedMachine());
        Assert.Empty(OpenBsdKernel.Open().GetUserSessions());
        File.WriteAllBytes(OpenBsdKernel.LoginFile, [.. kernel.WriteLogins(), 1, 2, 3]);
        try
        {
            Assert.Equal(
                [
                    new UserSession
                    {
                        Name = "root",
                        Terminal = "ttyp0123",
                        Host = "host.example",
                        Started = DateTimeOffset.FromUnixTimeSeconds(SimulatedMachine.BootSeconds + 500),
                    },
                ],
                OpenBsdKernel.Open().GetUserSessions()
            );
        }
        finally
        {
            File.Delete(OpenBsdKernel.LoginFile);
        }
    }

    private static CpuTimes Times(long user, long nice, long system, long irq, long idle) =>
        CpuExpectations.Times(user, nice, system, irq, idle);
}
