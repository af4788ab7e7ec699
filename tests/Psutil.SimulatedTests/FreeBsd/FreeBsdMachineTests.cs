using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Psutil.Platforms.FreeBsd;
using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Kernel;

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
        Assert.Equal(Times(2100, 410, 610, 81, 10100), cpu.GetTimes());
        Assert.Equal([new CpuCoreTimes(0, Times(1000, 200, 300, 40, 5000)), new CpuCoreTimes(1, Times(1100, 210, 310, 41, 5100))], cpu.GetTimesPerCpu());
        Assert.Equal((2, 1, 2), (cpu.GetLogicalCount(), cpu.GetPhysicalCount(), cpu.GetAvailableCount()));
        Assert.Equal(new CpuStatistics(5_000_000_001, 5_000_000_002, 5_000_000_003, 5_000_000_004), cpu.GetStatistics());
        Assert.Equal([new CpuFrequency(2400, 800, 3200)], cpu.GetFrequencyPerCpu());
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
        Assert.Equal(new SwapMemory(1_000_000L * 4096, 250_000L * 4096, 750_000L * 4096, 7 * 4096, 8 * 4096), memory.GetSwap());
        kernel.Sysctl.Remove("vm.swap_info");
        Assert.Equal(0, memory.GetSwap().Total);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void DisksAreTheKernels(string version, string architecture)
    {
        using FreeBsdKernel kernel = Boot(version, architecture);
        Disks disks = new FreeBsdMachine(MachineOptions.Default).Disks;
        Assert.Equal([new DiskPartition("/dev/ada0p2", "/", "ufs", "rw")], disks.GetPartitions());
        Assert.Equal(
            [new("/dev/ada0p2", "/", "ufs", "rw"), new("devfs", "/dev", "devfs", "rw"), new DiskPartition("server:/home", "/home", "nfs", "ro,nosuid")],
            disks.GetPartitions(all: true));
        Assert.Equal(new DiskUsage(1000 * 4096, 600 * 4096, 300 * 4096, 50, 40), disks.GetUsage("/"));
        Assert.Equal("statvfs(/gone)", Assert.Throws<SystemCallException>(() => disks.GetUsage("/gone")).SystemCall);
        DiskIOCounters ada = disks.GetIOCountersPerDisk()["ada0"];
        Assert.Equal((11, 22, 4096, 8192), (ada.ReadCount, ada.WriteCount, ada.ReadBytes, ada.WriteBytes));
        Assert.Equal((TimeSpan.FromSeconds(3.5), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(6)), (ada.ReadTime, ada.WriteTime, ada.BusyTime));
        Assert.Equal(23, disks.GetIOCounters()!.Value.ReadCount);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void InterfacesAreTheKernels(string version, string architecture)
    {
        using FreeBsdKernel kernel = Boot(version, architecture);
        Network network = new FreeBsdMachine(MachineOptions.Default).Network;
        KeyValuePair<string, NetworkIOCounters> counters = Assert.Single(network.GetIOCountersPerInterface());
        Assert.Equal(new("em0", new NetworkIOCounters(5_000_000_001, 5_000_000_002, 3, 4, 5, 6, 7, 8)), counters);
        InterfaceStatistics statistics = Assert.Single(network.GetInterfaceStatistics()).Value;
        Assert.Equal((true, InterfaceDuplex.Full, 1000, 1500), (statistics.IsUp, statistics.Duplex, statistics.SpeedMegabits, statistics.Mtu));
        Assert.Equal(["up", "broadcast", "running", "simplex", "multicast"], statistics.Flags);
        InterfaceExpectations.Check(network.GetInterfaceAddresses());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void SocketsAreTheKernels(string version, string architecture)
    {
        using FreeBsdKernel kernel = Boot(version, architecture);
        Network network = new FreeBsdMachine(MachineOptions.Default).Network;
        NetworkConnection listening = new()
        {
            Family = AddressFamily.InterNetwork, Type = SocketType.Stream, LocalEndPoint = IPEndPoint.Parse("127.0.0.1:8080"), State = TcpState.Listen, Pid = 700, FileDescriptor = 5,
        };
        NetworkConnection connected = new()
        {
            Family = AddressFamily.InterNetworkV6, Type = SocketType.Stream, LocalEndPoint = IPEndPoint.Parse("[2001:db8::1]:443"),
            RemoteEndPoint = IPEndPoint.Parse("[2001:db8::2]:51000"), State = TcpState.Established, Pid = 700, FileDescriptor = 6,
        };
        NetworkConnection datagrams = new()
        {
            Family = AddressFamily.InterNetwork, Type = SocketType.Dgram, LocalEndPoint = IPEndPoint.Parse("0.0.0.0:53"), Pid = 1, FileDescriptor = 7,
        };
        NetworkConnection log = new() { Family = AddressFamily.Unix, Type = SocketType.Stream, LocalPath = "/var/run/log", Pid = 1, FileDescriptor = 8 };
        Assert.Equal([listening, connected, datagrams, log], network.GetConnections(ConnectionKinds.All));
        Assert.Equal([connected], network.GetConnections(ConnectionKinds.Tcp6));
        Assert.Equal([log with { Pid = null, FileDescriptor = null }], network.GetConnections(ConnectionKinds.Unix, owners: false));
        Assert.Equal([datagrams], new FreeBsdMachine(MachineOptions.Default).Processes.Get(1).GetConnections());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void SensorsAndUsersAreTheKernels(string version, string architecture)
    {
        using FreeBsdKernel kernel = Boot(version, architecture);
        FreeBsdMachine machine = new(MachineOptions.Default);
        Assert.Equal([new TemperatureReading("Core 0", 50, 100, 100)], machine.Sensors.GetTemperatures()["coretemp"]);
        Assert.Empty(machine.Sensors.GetFans());
        Assert.Equal(new BatteryReading(80, TimeSpan.FromMinutes(90), false, BatteryStatus.Discharging), machine.Sensors.GetBattery());
        kernel.Sysctl.Remove("hw.acpi.battery.life");
        Assert.Null(machine.Sensors.GetBattery());
        Assert.Equal(
            [new UserSession("root", "pts/0", "host.example", DateTimeOffset.FromUnixTimeSeconds(SimulatedMachine.BootSeconds + 500), 321)], machine.GetUsers());
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(SimulatedMachine.BootSeconds).AddMicroseconds(SimulatedMachine.BootMicroseconds), machine.GetBootTime());
    }

    [Fact]
    public void AnotherRootCannotBeOpened() =>
        Assert.Throws<PlatformNotSupportedException>(() => new FreeBsdMachine(new MachineOptions { ProcPath = "/host/proc" }));

    private static FreeBsdKernel Boot(string version, string architecture) => new(AbiTable.Load("freebsd", version, architecture), new SimulatedMachine());

    private static CpuTimes Times(long user, long nice, long system, long irq, long idle) => new()
    {
        User = Ticks(user), Nice = Ticks(nice), System = Ticks(system), Irq = Ticks(irq), Idle = Ticks(idle),
    };

    private static TimeSpan Ticks(long ticks) => TimeSpan.FromTicks(ticks * TimeSpan.TicksPerSecond / 127);
}
