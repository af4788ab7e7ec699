using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Psutil.Recording.Tests;

/// <summary>
/// A machine that lives by the same course each time: it has everything that is recorded, and each step changes a part of it.
/// </summary>
internal sealed class SimulatedMachine
{
    private readonly Random _random = new(21);
    private readonly int _processes;
    private readonly double _changing;
    private long _nextStart = 1_000_000;

    public SimulatedMachine(int processes, double changing = 0.05)
    {
        _processes = processes;
        _changing = changing;
        Clock = new FakeClock(new DateTimeOffset(2026, 11, 28, 0, 0, 0, TimeSpan.Zero));
        Machine = new FakeMachine(Clock);
        SetDevices();
        SimulatedHardware.Set(Machine);
        for (int pid = 1; pid <= processes; pid++)
        {
            Machine.Processes.Add(NewProcess(pid));
        }

        Step(TimeSpan.FromSeconds(5));
    }

    public FakeClock Clock { get; }

    public FakeMachine Machine { get; }

    /// <summary>Lets time pass, in which a part of the processes does something, one ends and one begins.</summary>
    public void Step(TimeSpan time)
    {
        Clock.Advance(time);
        for (int change = 0; change < _processes * _changing; change++)
        {
            int pid = _random.Next(1, _processes + 1);
            ProcessSnapshot before = Machine.Processes.First(process => process.Pid == pid);
            Machine.Processes.Add(Changed(before));
        }

        int ending = _random.Next(2, _processes + 1);
        Machine.Processes.Add(NewProcess(ending));
        ChangeDevices(time);
        SimulatedHardware.Step(Machine, time);
    }

    private ProcessSnapshot NewProcess(int pid) =>
        new(new ProcessIdentity(pid, _nextStart++))
        {
            Name = pid % 50 == 0 ? "bad\udc80name" : string.Create(CultureInfo.InvariantCulture, $"service-{pid % 40}"),
            ParentPid = pid == 1 ? null : 1,
            Status = pid % 3 == 0 ? ProcessStatus.Running : ProcessStatus.Sleeping,
            CreateTime = Clock.GetUtcNow(),
            CpuTimes = new ProcessCpuTimes
            {
                User = TimeSpan.FromMilliseconds(10 * _random.Next(500_000)),
                System = TimeSpan.FromSeconds(1),
            },
            Memory = new ProcessMemory
            {
                Rss = 4096L * _random.Next(100, 500_000),
                Vms = 4096L * _random.Next(500_000, 900_000),
                Shared = 4096L * _random.Next(100),
            },
            ThreadCount = _random.Next(1, 40),
            Nice = 0,
            PageFaults = new ProcessPageFaults { Minor = _random.Next(), Major = _random.Next(100) },
            CpuNumber = _random.Next(8),
            CommandLine =
            [
                string.Create(CultureInfo.InvariantCulture, $"/usr/lib/services/service-{pid % 40}"),
                "--listen",
                string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{20_000 + pid}"),
                "",
                string.Create(CultureInfo.InvariantCulture, $"--config=/etc/services/{_random.Next()}.conf"),
            ],
            ExecutablePath = string.Create(CultureInfo.InvariantCulture, $"/usr/lib/services/service-{pid % 40}"),
            UserName = pid % 7 == 0 ? "root" : "www-data",
            UserIds = new CredentialIds
            {
                Real = 33,
                Effective = 33,
                Saved = uint.MaxValue,
            },
            IOCounters = new ProcessIOCounters { ReadBytes = _random.NextInt64(1L << 40), WriteBytes = _random.NextInt64(1L << 40) },
            ContextSwitches = new ProcessContextSwitches { Voluntary = _random.Next(), Involuntary = _random.Next(10_000) },
            CpuAffinity = [0, 1, 2, 3],
            Cgroup = new ProcessCgroup
            {
                Path = string.Create(CultureInfo.InvariantCulture, $"/system.slice/service-{pid % 40}.service"),
                Unit = string.Create(CultureInfo.InvariantCulture, $"service-{pid % 40}.service"),
            },
            Unavailable = new Dictionary<ProcessFields, Unavailability>
            {
                [ProcessFields.OomScore] = new()
                {
                    Reason = UnavailableReason.Denied,
                    Error = new SystemCallError
                    {
                        SystemCall = "openat",
                        ErrorCode = 13,
                        Description = "EACCES",
                    },
                },
            },
        };

    private ProcessSnapshot Changed(ProcessSnapshot before) =>
        new(before)
        {
            Status = ProcessStatus.Running,
            CpuTimes = new ProcessCpuTimes
            {
                User = before.CpuTimes!.Value.User + TimeSpan.FromMilliseconds(10 * _random.Next(1, 400)),
                System = before.CpuTimes!.Value.System + TimeSpan.FromMilliseconds(10 * _random.Next(50)),
            },
            Memory = before.Memory!.Value with { Rss = Math.Max(0, before.Memory!.Value.Rss + (4096L * _random.Next(-500, 500))) },
            PageFaults = new ProcessPageFaults
            {
                Minor = before.PageFaults!.Value.Minor + _random.Next(2000),
                Major = before.PageFaults!.Value.Major,
            },
            CpuNumber = _random.Next(8),
            IOCounters = new ProcessIOCounters
            {
                ReadBytes = before.IOCounters!.Value.ReadBytes + (4096L * _random.Next(1000)),
                WriteBytes = before.IOCounters!.Value.WriteBytes + (4096L * _random.Next(1000)),
            },
            ContextSwitches = new ProcessContextSwitches
            {
                Voluntary = before.ContextSwitches!.Value.Voluntary + _random.Next(5000),
                Involuntary = before.ContextSwitches!.Value.Involuntary + _random.Next(50),
            },
        };

    private void SetDevices()
    {
        Machine.BootTime = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        Machine.Limits = new MachineLimits { CpuCount = 2.5, MemoryBytes = 1L << 33 };
        Machine.UserSessions.Add(
            new UserSession
            {
                Name = "eve",
                Terminal = "pts/0",
                Started = Machine.BootTime,
            }
        );
        Machine.Cpu.LogicalCount = 8;
        Machine.Cpu.LoadAverage = new LoadAverage(0.5, 0.25, 0.125);
        Machine.Cpu.FrequencyPerCpu.Add(
            new CpuCoreFrequency
            {
                Number = 0,
                Frequency = new CpuFrequency { CurrentMegahertz = 2400.5, MaximumMegahertz = 4000 },
            }
        );
        Machine.Memory.Swap = new SwapMemory
        {
            Total = 1 << 30,
            Used = 0,
            Free = 1 << 30,
        };
        Machine.Disks.Partitions.Add(
            new DiskPartition
            {
                Device = "/dev/vda1",
                MountPoint = "/",
                FileSystemType = "ext4",
                Options = "rw",
            }
        );
        Machine.Disks.Usage["/"] = new DiskUsage
        {
            Total = 1L << 40,
            Used = 1L << 39,
            Free = 1L << 38,
        };
        Machine.Disks.PartDevices.Add("vda1");
        Machine.Disks.Sizes = new Dictionary<string, long> { ["vda"] = 1L << 40 };
        Machine.Network.Addresses["eth0"] =
        [
            new InterfaceAddress
            {
                Family = AddressFamily.InterNetwork,
                Address = IPAddress.Parse("192.0.2.7"),
                Netmask = IPAddress.Parse("255.255.255.0"),
            },
            new InterfaceAddress
            {
                Family = AddressFamily.InterNetworkV6,
                Address = IPAddress.Parse("2001:db8::1"),
                HardwareAddress = new PhysicalAddress([1, 2, 3, 4, 5, 6]),
            },
        ];
        Machine.Network.Addresses["empty"] = [];
        Machine.Network.States["eth0"] = new InterfaceState
        {
            IsUp = true,
            Mtu = 1500,
            Flags = ["up", "running"],
        };
        Machine.Sensors.Temperatures["cpu"] = [new TemperatureReading { Label = "package", CurrentCelsius = 41.5 }];
        Machine.Sensors.Fans["board"] = [new FanReading { RevolutionsPerMinute = 900 }];
        Machine.Sensors.Battery = new BatteryReading
        {
            Percent = 98.5,
            PowerWatts = 12.5,
            Status = BatteryStatus.Charging,
        };
        for (int index = 0; index < 100; index++)
        {
            Machine.Network.Connections.Add(
                new NetworkConnection
                {
                    Family = AddressFamily.InterNetwork,
                    Type = SocketType.Stream,
                    LocalEndPoint = new IPEndPoint(IPAddress.Loopback, 20_000 + index),
                    State = TcpState.Listen,
                    Pid = index + 1,
                    FileDescriptor = 3,
                    AcceptQueueLength = 0,
                }
            );
        }
    }

    private void ChangeDevices(TimeSpan time)
    {
        CpuTimes Later(CpuTimes? times) =>
            new()
            {
                User = (times?.User ?? TimeSpan.Zero) + (time * _random.NextDouble()),
                System = (times?.System ?? TimeSpan.Zero) + (time * _random.NextDouble() / 2),
                Idle = (times?.Idle ?? TimeSpan.Zero) + (time / 2),
                IOWait = (times?.IOWait ?? TimeSpan.Zero) + TimeSpan.FromMilliseconds(10 * _random.Next(10)),
            };
        Machine.Cpu.Times = Later(Machine.Cpu.Times);
        CpuCoreTimes[] cores = [.. Machine.Cpu.TimesPerCpu];
        Machine.Cpu.TimesPerCpu.Clear();
        for (int core = 0; core < 8; core++)
        {
            Machine.Cpu.TimesPerCpu.Add(new CpuCoreTimes { Number = core, Times = Later(core < cores.Length ? cores[core].Times : null) });
        }

        Machine.Cpu.Statistics = new CpuStatistics
        {
            ContextSwitches = (Machine.Cpu.Statistics?.ContextSwitches ?? 0) + _random.Next(100_000),
        };
        Machine.Cpu.Pressure = new PressureStall
        {
            Some = new PressureShare
            {
                TenSeconds = _random.Next(1000) / 100.0,
                OneMinute = _random.Next(1000) / 100.0,
                FiveMinutes = 1.25,
                Total = TimeSpan.FromMilliseconds(_random.Next()),
            },
        };
        Machine.Memory.Virtual = new VirtualMemory
        {
            Total = 1L << 34,
            Available = 4096L * _random.Next(1 << 22),
            Used = 4096L * _random.Next(1 << 22),
            Free = 4096L * _random.Next(1 << 22),
            Cached = 4096L * _random.Next(1 << 22),
        };
        foreach (string disk in (ReadOnlySpan<string>)["vda", "vda1"])
        {
            DiskIOCounters before = Machine.Disks.IOCounters.TryGetValue(disk, out DiskIOCounters known) ? known : default;
            Machine.Disks.IOCounters[disk] = new DiskIOCounters
            {
                ReadCount = before.ReadCount + _random.Next(100),
                WriteCount = before.WriteCount + _random.Next(100),
                ReadBytes = before.ReadBytes + (4096L * _random.Next(1000)),
                WriteBytes = before.WriteBytes + (4096L * _random.Next(1000)),
                BusyTime = (before.BusyTime ?? TimeSpan.Zero) + TimeSpan.FromMilliseconds(_random.Next(1000)),
            };
        }

        NetworkIOCounters traffic = Machine.Network.IOCounters.TryGetValue("eth0", out NetworkIOCounters sent) ? sent : default;
        Machine.Network.IOCounters["eth0"] = traffic with
        {
            BytesSent = traffic.BytesSent + _random.Next(1_000_000),
            BytesReceived = traffic.BytesReceived + _random.Next(1_000_000),
            PacketsSent = traffic.PacketsSent + _random.Next(1000),
            PacketsReceived = traffic.PacketsReceived + _random.Next(1000),
        };
        Machine.Cgroups.Groups.Clear();
        for (int index = 0; index < 40; index++)
        {
            Machine.Cgroups.Groups.Add(
                new CgroupSnapshot
                {
                    Path = string.Create(CultureInfo.InvariantCulture, $"/system.slice/service-{index}.service"),
                    Id = index,
                    Unit = string.Create(CultureInfo.InvariantCulture, $"service-{index}.service"),
                    Cpu = new CgroupCpu { Usage = TimeSpan.FromMilliseconds(_random.Next(index % 10 == 0 ? 1_000_000 : 1)) },
                    Memory = new CgroupMemory { Current = index * 4096, OomKills = 0 },
                    DeviceIO = [new CgroupDeviceIO { Number = "254:0", ReadBytes = index }],
                    Tasks = new CgroupTasks { Count = index },
                    Unavailable = new Dictionary<CgroupFields, UnavailableReason> { [CgroupFields.Pressure] = UnavailableReason.Absent },
                }
            );
        }
    }
}
