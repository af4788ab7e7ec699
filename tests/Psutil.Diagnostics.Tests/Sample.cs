namespace Psutil.Diagnostics.Tests;

/// <summary>A machine with a value for everything that is measured.</summary>
internal static class Sample
{
    public const string ContainerId = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    public static FakeMachine Machine(FakeClock? clock = null)
    {
        clock ??= new FakeClock();
        FakeMachine machine = new(clock) { BootTime = clock.GetUtcNow() - TimeSpan.FromHours(1) };
        machine.Cpu.LogicalCount = 4;
        machine.Cpu.PhysicalCount = 2;
        machine.Cpu.Times = Times(10);
        machine.Cpu.TimesPerCpu.Add(new CpuCoreTimes { Number = 0, Times = Times(4) });
        machine.Cpu.TimesPerCpu.Add(new CpuCoreTimes { Number = 3, Times = Times(6) });
        machine.Cpu.FrequencyPerCpu.Add(Frequency(0, 1000));
        machine.Cpu.FrequencyPerCpu.Add(Frequency(3, 2000));
        machine.Cpu.Statistics = new() { TasksCreated = 12 };
        machine.Cpu.LoadAverage = new LoadAverage(1, 5, 15);
        machine.Cpu.Pressure = Stall(1);
        machine.Memory.Pressure = Stall(2);
        machine.Disks.Pressure = Stall(3);
        machine.Memory.Virtual = new()
        {
            Total = 1000,
            Available = 600,
            Used = 400,
            Free = 100,
            Buffers = 50,
            Cached = 450,
            Shared = 7,
            Slab = 9,
            SlabReclaimable = 4,
            HugePages = new HugePages
            {
                Total = 16,
                Free = 9,
                Reserved = 2,
                Surplus = 1,
                PageSize = 2048,
            },
        };
        machine.Memory.Swap = new()
        {
            Total = 500,
            Used = 200,
            Free = 300,
            SwappedIn = 3L * Environment.SystemPageSize,
            SwappedOut = 4L * Environment.SystemPageSize,
            PageFaults = 90,
            MajorPageFaults = 20,
        };
        machine.Disks.IOCounters["sda"] = new()
        {
            ReadCount = 1,
            WriteCount = 2,
            ReadBytes = 3,
            WriteBytes = 4,
            ReadTime = TimeSpan.FromSeconds(5),
            WriteTime = TimeSpan.FromSeconds(6),
            BusyTime = TimeSpan.FromSeconds(7),
            ReadMergedCount = 8,
            WriteMergedCount = 9,
        };
        machine.Disks.IOCounters["ram0"] = default;
        machine.Disks.Sizes = new Dictionary<string, long> { ["sda"] = 4096, ["ram0"] = 512 };
        machine.Processes.MaximumCount = 4000;
        machine.Disks.Partitions.Add(Partition("/", "rw,noatime"));
        machine.Disks.Partitions.Add(Partition("/dead", "ro"));
        machine.Disks.DeadPaths.Add("/dead");
        machine.Disks.Usage["/"] = new()
        {
            Total = 100,
            Used = 60,
            Free = 30,
            TotalInodes = 20,
            FreeInodes = 15,
        };
        machine.Network.IOCounters["eth0"] = new()
        {
            BytesSent = 1,
            BytesReceived = 2,
            PacketsSent = 3,
            PacketsReceived = 4,
            ErrorsIn = 5,
            ErrorsOut = 6,
            DropsIn = 7,
            DropsOut = 8,
        };
        machine.Network.States["eth0"] = new InterfaceState
        {
            IsUp = true,
            SpeedMegabitsPerSecond = 1000,
            Flags = [],
        };
        machine.Network.Connections.Add(Socket(AddressFamily.InterNetwork, SocketType.Stream, TcpState.Established));
        machine.Network.Connections.Add(Socket(AddressFamily.InterNetworkV6, SocketType.Stream, TcpState.Established));
        machine.Network.Connections.Add(Socket(AddressFamily.InterNetwork, SocketType.Dgram, null));
        machine.Network.Connections.Add(Socket(AddressFamily.Unix, SocketType.Stream, null));
        machine.Sensors.Temperatures["chip"] =
        [
            new TemperatureReading
            {
                Label = "Core",
                CurrentCelsius = 40,
                HighCelsius = 80,
                CriticalCelsius = 100,
            },
            new TemperatureReading { Label = "Core", CurrentCelsius = 41 },
            new TemperatureReading { CurrentCelsius = 42 },
        ];
        machine.Sensors.Fans["chip"] = [new FanReading { Label = "Front", RevolutionsPerMinute = 900 }];
        machine.Sensors.Battery = new BatteryReading { Percent = 75, TimeLeft = TimeSpan.FromMinutes(90) };
        machine.Energy.Zones.Add(Zone(EnergyZoneKind.Package, "package-0", null, 1_000_000));
        machine.Energy.Zones.Add(Zone(EnergyZoneKind.Memory, "dram", "package-0", 5_000_000));
        machine.Gpus.All.Add(Gpu(utilization: 50));
        machine.Cgroups.Groups.Add(new CgroupSnapshot { Path = "/" });
        machine.Cgroups.Groups.Add(Web());
        machine.Processes.Add(Self(clock));
        machine.Processes.Add(new ProcessSnapshot(new ProcessIdentity(1, 1)) { Name = "init", Status = ProcessStatus.Sleeping });
        machine.Processes.Add(new ProcessSnapshot(new ProcessIdentity(2, 1)) { Name = "gone", Status = ProcessStatus.Zombie });
        return machine;
    }

    /// <summary>CPU times that are multiples of a number of seconds.</summary>
    public static CpuTimes Times(int seconds) =>
        new()
        {
            User = TimeSpan.FromSeconds(seconds),
            System = TimeSpan.FromSeconds(2 * seconds),
            Idle = TimeSpan.FromSeconds(5 * seconds),
            Nice = TimeSpan.Zero,
            IOWait = TimeSpan.FromSeconds(seconds),
            Irq = TimeSpan.FromSeconds(0.25 * seconds),
            SoftIrq = TimeSpan.FromSeconds(0.75 * seconds),
            Steal = TimeSpan.Zero,
        };

    /// <summary>An energy counter.</summary>
    public static EnergyZone Zone(EnergyZoneKind kind, string name, string? parent, long microjoules) =>
        new()
        {
            Id = name,
            Name = name,
            Kind = kind,
            ParentId = parent,
            EnergyMicrojoules = microjoules,
            MaximumMicrojoules = 9_000_000,
        };

    private static CgroupSnapshot Web() =>
        new()
        {
            Path = $"/docker/{ContainerId}",
            ContainerId = ContainerId,
            ContainerName = "web",
            Cpu = new CgroupCpu
            {
                Usage = TimeSpan.FromSeconds(3),
                User = TimeSpan.FromSeconds(2),
                System = TimeSpan.FromSeconds(1),
                ThrottledTime = TimeSpan.FromSeconds(0.5),
            },
            Memory = new CgroupMemory
            {
                Current = 100,
                Limit = 150,
                OomKills = 3,
            },
            DeviceIO =
            [
                new CgroupDeviceIO
                {
                    Number = "8:0",
                    Name = "sda",
                    ReadBytes = 4096,
                    WriteBytes = 8192,
                },
            ],
        };

    public static Gpu Gpu(double? utilization, double? joules = null) =>
        new()
        {
            Id = "0000:03:00.0",
            Name = "Card",
            MemoryTotal = 4000,
            MemoryUsed = 1000,
            UtilizationPercent = utilization,
            EncoderPercent = 10,
            TemperatureCelsius = 60,
            PowerWatts = joules is null ? 120 : null,
            EnergyJoules = joules,
            Unavailable = new Dictionary<GpuValue, Unavailability>(),
        };

    private static ProcessSnapshot Self(FakeClock clock) =>
        new(new ProcessIdentity(Environment.ProcessId, 1))
        {
            Name = "self",
            Status = ProcessStatus.Running,
            CreateTime = clock.GetUtcNow() - TimeSpan.FromSeconds(60),
            CpuTimes = new ProcessCpuTimes { User = TimeSpan.FromSeconds(3), System = TimeSpan.FromSeconds(4) },
            Memory = new ProcessMemory { Rss = 250, Vms = 5000 },
            IOCounters = new ProcessIOCounters
            {
                ReadBytes = 1,
                WriteBytes = 2,
                ReadCount = 3,
                WriteCount = 4,
            },
            ThreadCount = 5,
            FileDescriptorCount = 6,
            HandleCount = 7,
            ContextSwitches = new ProcessContextSwitches { Voluntary = 8, Involuntary = 9 },
            PageFaults = new ProcessPageFaults { Minor = 10, Major = 11 },
            PendingSignalCount = 12,
        };

    private static CpuCoreFrequency Frequency(int number, double megahertz) =>
        new()
        {
            Number = number,
            Frequency = new CpuFrequency { CurrentMegahertz = megahertz },
        };

    private static PressureStall Stall(int seconds) => new() { Some = Share(seconds), Full = Share(seconds * 10) };

    private static PressureShare Share(int seconds) =>
        new()
        {
            TenSeconds = 0,
            OneMinute = 50,
            FiveMinutes = 0,
            Total = TimeSpan.FromSeconds(seconds),
        };

    private static DiskPartition Partition(string mountPoint, string options) =>
        new()
        {
            Device = "/dev/sda1",
            MountPoint = mountPoint,
            FileSystemType = "ext4",
            Options = options,
        };

    private static NetworkConnection Socket(AddressFamily family, SocketType type, TcpState? state) =>
        new()
        {
            Family = family,
            Type = type,
            State = state,
        };
}
