using System.Collections.Concurrent;

namespace Psutil.Tool.Tests.Fakes;

/// <summary>A machine with known values, whose counters run with a clock that the test holds, and that keeps what was read.</summary>
internal sealed class ToolMachine : FakeMachine
{
    /// <summary>The time that the clock shows first.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 34, 42, TimeSpan.Zero);

    public ToolMachine(FakeClock clock)
        : base(clock)
    {
        Cpu = new ToolCpu(this, clock);
        Disks = new ToolDisks(this, clock);
        Network = new ToolNetwork(this, clock);
        Processes = new ToolProcesses(this, clock);
        Gpus = new ToolGpus(this, clock);
        Cgroups = new ToolCgroups(this, clock);
        Energy = new ToolEnergy(this, clock);
        SetMemory();
        SetSensors();
        SetServices();
        SetUsers();
        BootTime = new DateTimeOffset(2026, 11, 20, 5, 22, 12, TimeSpan.Zero);
        Limits = new MachineLimits
        {
            CpuCount = 1.5,
            MemoryBytes = 4_000_000_000,
            MemoryUsedBytes = 1_000_000_000,
            ProcessCount = 512,
        };
        Hardware = new MachineHardware
        {
            Vendor = "Ex\u001b[31mample",
            Product = "Box 9",
            BoardName = "B1",
            FirmwareVendor = "Example BIOS",
            FirmwareVersion = "1.2",
            FirmwareDate = new DateOnly(2024, 2, 29),
            Chassis = ChassisKind.Server,
        };
        Virtualization = new MachineVirtualization
        {
            VirtualMachine = VirtualMachineKind.HyperV,
            Container = ContainerKind.Podman,
            IsKubernetesPod = false,
        };
        OnRead = reading =>
        {
            Readings.Enqueue(reading);
            if (DeniesFans && reading.Source == "Sensors.GetFans")
            {
                throw Denied("openat(/sys/class/hwmon)");
            }
        };
    }

    public override ToolCpu Cpu { get; }

    public override ToolDisks Disks { get; }

    public override ToolNetwork Network { get; }

    public override ToolGpus Gpus { get; }

    public override ToolProcesses Processes { get; }

    public override ToolCgroups Cgroups { get; }

    public override ToolEnergy Energy { get; }

    /// <summary>What was read, in order.</summary>
    public ConcurrentQueue<FakeReading> Readings { get; } = [];

    /// <summary>Whether the caller may not read fans.</summary>
    public bool DeniesFans { get; set; } = true;

    /// <summary>What the kernel says to a caller who may not open a file.</summary>
    public static AccessDeniedException Denied(string call) =>
        new(
            new SystemCallError
            {
                SystemCall = call,
                ErrorCode = 13,
                Description = "EACCES, permission denied",
            }
        );

    private void SetMemory()
    {
        Memory.Virtual = new VirtualMemory
        {
            Total = 16L << 30,
            Available = 6L << 30,
            Used = 10L << 30,
            Free = 1L << 30,
            Active = 5_000_000_000,
            Inactive = 3_000_000_000,
            Buffers = 200_000_000,
            Cached = 4_000_000_000,
            Shared = 100_000_000,
        };
        Memory.Swap = new SwapMemory
        {
            Total = 2L << 30,
            Used = 1L << 29,
            Free = 3L << 29,
            SwappedIn = 4096,
        };
    }

    private void SetSensors()
    {
        Sensors.Temperatures["coretemp"] =
        [
            new()
            {
                Label = "Package id 0",
                CurrentCelsius = 54.5,
                HighCelsius = 80,
                CriticalCelsius = 100,
            },
            new() { CurrentCelsius = 48 },
        ];
        Sensors.Temperatures["nvme"] =
        [
            new()
            {
                Label = "Composite",
                HighCelsius = 70,
                CriticalCelsius = 90,
            },
        ];
        Sensors.Fans["thinkpad"] = [new() { RevolutionsPerMinute = 1200 }];
        Sensors.Battery = new BatteryReading
        {
            Percent = 30.5,
            TimeLeft = TimeSpan.FromMinutes(80),
            IsPluggedIn = false,
            Status = BatteryStatus.Discharging,
            PowerWatts = 11.5,
        };
    }

    private void SetServices()
    {
        Services.All.Add(
            new ServiceDetails
            {
                Name = "Dhcp",
                DisplayName = "DHCP Client",
                Status = ServiceStatus.Running,
                StartType = ServiceStartType.Automatic,
                Pid = 310,
            }
        );
        Services.All.Add(
            new ServiceDetails
            {
                Name = "evil\u001b[2J",
                DisplayName = "=cmd|' /C calc'!A0",
                Status = ServiceStatus.StartPending,
                StartType = ServiceStartType.Manual,
            }
        );
    }

    private void SetUsers()
    {
        UserSessions.Add(
            new UserSession
            {
                Name = "ann",
                Terminal = "pts/0",
                Host = "192.0.2.7",
                Started = new DateTimeOffset(2026, 11, 23, 8, 0, 0, 250, TimeSpan.Zero),
                Pid = 310,
            }
        );
        UserSessions.Add(new UserSession { Name = "ann", Terminal = "pts/1" });
        UserSessions.Add(new UserSession { Name = "b\u009b\u202eob" });
    }
}
