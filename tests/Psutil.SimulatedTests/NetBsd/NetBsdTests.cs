using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Expectations;
using Psutil.SimulatedTests.Kernel;
using Psutil.SimulatedTests.Systems;

namespace Psutil.SimulatedTests.NetBsd;

/// <summary>What the library reads of a simulated NetBSD machine, in every version and architecture.</summary>
public sealed class NetBsdTests
{
    public static TheoryData<string, string> Versions() => [.. AbiTable.All("netbsd").Select(table => (table.Version, table.Architecture))];

    [Fact]
    public void NoDiskIsLeftOutBecauseTheRoomIsTooSmall()
    {
        string[] names = [.. Enumerable.Range(0, 500).Select(number => $"sd{number}")];
        using NetBsdKernel kernel = new(AbiTable.All("netbsd").First(), new SimulatedMachine()) { Disks = names };
        Assert.Equal(names, NetBsdKernel.Open().Disks.GetIOCountersPerDisk().Keys);
    }

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
        using NetBsdKernel kernel = new(AbiTable.Load("netbsd", version, architecture), machine);
        ProcessSnapshot snapshot = NetBsdKernel.Open().Processes.Capture(ProcessFields.All).Single(process => process.Pid == 700);
        ProcessExpectations.CheckRecord(snapshot, worker, "/dev/console");
        Assert.Equal(
            new ProcessMemory
            {
                Rss = 300 * 4096,
                Vms = 5000 * 4096,
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
                    Id = 1,
                    Name = "main",
                    Status = ProcessStatus.Sleeping,
                    User = TimeSpan.FromMicroseconds(10),
                    System = TimeSpan.Zero,
                },
                new ProcessThreadInfo
                {
                    Id = 2,
                    Status = ProcessStatus.Sleeping,
                    User = TimeSpan.FromMicroseconds(11),
                    System = TimeSpan.Zero,
                },
            ],
            snapshot.Threads
        );
        Assert.Equal("/bin/worker", snapshot.ExecutablePath);
        ProcessFields[] missing =
        [
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

    [Fact]
    public void ASharedSocketHasAllItsHolders()
    {
        SimulatedMachine machine = new();
        machine.Processes.Add(new(701, "child") { ParentPid = 700 });
        SimulatedSocket listener = machine.Sockets[0];
        machine.Sockets.Add(listener with { Pid = 701 });
        using NetBsdKernel kernel = new(AbiTable.Load("netbsd", AbiTable.BaseVersion, "amd64"), machine);
        Assert.Equal(
            [700, 701],
            from connection in NetBsdKernel.Open().Network.GetConnections(ConnectionKinds.Tcp4).Distinct()
            where listener.Local!.Equals(connection.LocalEndPoint)
            orderby connection.Pid
            select connection.Pid
        );
    }

    [Fact]
    public void TheKernelHoldsItsOwnDescriptorsAlone()
    {
        SimulatedMachine machine = new();
        machine.Replace(machine.Find(0)! with { Files = [(3, "/netbsd")] });
        using NetBsdKernel kernel = new(AbiTable.Load("netbsd", AbiTable.BaseVersion, "amd64"), machine);
        OSProcess system = NetBsdKernel.Open().Processes.Get(0);
        Assert.Equal(1, system.GetFileDescriptorCount());
        Assert.Empty(system.GetConnections());
    }

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
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
        using NetBsdKernel kernel = new(AbiTable.Load("netbsd", AbiTable.BaseVersion, "amd64"), machine) { LongestName = longest };
        Processes processes = NetBsdKernel.Open().Processes;
        Assert.Equal(Whole, processes.Get(700).GetName());
        Assert.Equal(Whole, processes.Capture(ProcessFields.Name).Single(process => process.Pid == 700).Name);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void TheMachineIsTheKernels(string version, string architecture)
    {
        using NetBsdKernel kernel = new(AbiTable.Load("netbsd", version, architecture), new SimulatedMachine());
        Machine machine = NetBsdKernel.Open();
        Assert.Equal(CpuExpectations.Times(2100, 410, 610, 81, 10100), machine.Cpu.GetTimes());
        Assert.Equal(
            [
                new CpuCoreTimes { Number = 0, Times = CpuExpectations.Times(1000, 200, 300, 40, 5000) },
                new CpuCoreTimes { Number = 1, Times = CpuExpectations.Times(1100, 210, 310, 41, 5100) },
            ],
            machine.Cpu.GetTimesPerCpu()
        );
        Assert.Equal((2, null, 2), (machine.Cpu.GetLogicalCount(), machine.Cpu.GetPhysicalCount(), machine.Cpu.GetAvailableCount()));
        Assert.Equal(
            new CpuStatistics
            {
                ContextSwitches = 5_000_000_001,
                Interrupts = 5_000_000_002,
                SoftInterrupts = 5_000_000_003,
                SystemCalls = 5_000_000_004,
            },
            machine.Cpu.GetStatistics()
        );
        Assert.Equal(new LoadAverage(0.5, 1, 2.5), machine.Cpu.GetLoadAverage());
        VirtualMemory memory = new()
        {
            Total = 100_000L * 4096,
            Available = 96_000L * 4096,
            Used = 4000 * 4096,
            Free = 4000 * 4096,
            Active = 1000 * 4096,
            Inactive = 2000 * 4096,
            Wired = 3000 * 4096,
            Buffers = 500 * 4096,
            Cached = 550 * 4096,
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
                    Device = "/dev/wd0a",
                    MountPoint = "/",
                    FileSystemType = "ffs",
                    Options = "rw,log",
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
                "wd0",
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
        InterfaceExpectations.CheckCounters(machine.Network, outputDrops: null);
        InterfaceExpectations.Check(machine.Network.GetInterfaceAddresses());
        SocketExpectations.Check(machine);
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
        SimulatedHeap.Check(kernel, machine);
    }
}
