namespace Psutil.Tool.Tests.Fakes;

/// <summary>A machine with known values, whose counters run with a clock that the test holds.</summary>
internal sealed class FakeMachine : Machine
{
    public FakeMachine(FakeClock clock)
    {
        TimeProvider = clock;
        Cpu = FakeCpu = new FakeCpu(this, clock);
        Memory = new FakeMemory();
        Disks = FakeDisks = new FakeDisks(this, clock);
        Network = FakeNetwork = new FakeNetwork(this, clock);
        Sensors = FakeSensors = new FakeSensors();
        Cgroups = new FakeCgroups(this, clock);
        Gpus = FakeGpus = new FakeGpus(this, clock);
        Processes = FakeProcesses = new FakeProcesses(this, clock);
    }

    public override TimeProvider TimeProvider { get; }

    public override Cpu Cpu { get; }

    public override Memory Memory { get; }

    public override Disks Disks { get; }

    public override Network Network { get; }

    public override Sensors Sensors { get; }

    public override Gpus Gpus { get; }

    public override Processes Processes { get; }

    public override ServiceManager? Services { get; } = new FakeServices();

    public override Cgroups? Cgroups { get; }

    public override Energy? Energy => FakeEnergy;

    /// <summary>None unless a test sets it.</summary>
    public FakeEnergy? FakeEnergy { get; set; }

    public FakeCpu FakeCpu { get; }

    public FakeDisks FakeDisks { get; }

    public FakeNetwork FakeNetwork { get; }

    public FakeSensors FakeSensors { get; }

    public FakeGpus FakeGpus { get; }

    public FakeProcesses FakeProcesses { get; }

    public override DateTimeOffset GetBootTime() => new(2026, 11, 20, 5, 22, 12, TimeSpan.Zero);

    public override IReadOnlyList<UserSession> GetUserSessions() =>
        [
            new()
            {
                Name = "ann",
                Terminal = "pts/0",
                Host = "192.0.2.7",
                Started = new DateTimeOffset(2026, 11, 23, 8, 0, 0, 250, TimeSpan.Zero),
                Pid = 310,
            },
            new() { Name = "ann", Terminal = "pts/1" },
            new() { Name = "b\u009b\u202eob" },
        ];

    public override MachineHardware GetHardware() =>
        new()
        {
            Vendor = "Ex\u001b[31mample",
            Product = "Box 9",
            BoardName = "B1",
            FirmwareVendor = "Example BIOS",
            FirmwareVersion = "1.2",
            FirmwareDate = new DateOnly(2024, 2, 29),
            Chassis = ChassisKind.Server,
        };

    public override MachineVirtualization GetVirtualization() =>
        new()
        {
            VirtualMachine = VirtualMachineKind.HyperV,
            Container = ContainerKind.Podman,
            IsKubernetesPod = false,
        };

    public override MachineLimits GetLimits() =>
        new()
        {
            CpuCount = 1.5,
            MemoryBytes = 4_000_000_000,
            MemoryUsedBytes = 1_000_000_000,
            ProcessCount = 512,
        };
}
