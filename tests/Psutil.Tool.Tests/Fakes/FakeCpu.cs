namespace Psutil.Tool.Tests.Fakes;

/// <summary>Four CPUs, numbered with a gap: busy for 0, 25, 50 and 100 % of the time.</summary>
internal sealed class FakeCpu(Machine machine, FakeClock clock) : Cpu(machine)
{
    private static readonly (int Number, double Busy)[] Cores = [(0, 0), (1, 0.25), (2, 0.5), (5, 1)];

    /// <summary>How much of a CPU's time is neither user nor idle, and counts beside that of the cores.</summary>
    public double Other { get; set; }

    public override CpuTimes GetTimes()
    {
        TimeSpan user = TimeSpan.FromSeconds(4000);
        TimeSpan idle = TimeSpan.FromSeconds(9000);
        foreach ((_, double busy) in Cores)
        {
            user += clock.Elapsed * busy;
            idle += clock.Elapsed * (1 - busy);
        }

        TimeSpan other = clock.Elapsed * Other;
        return Times(user, idle) with
        {
            System = Times(user, idle).System + other,
            Nice = Times(user, idle).Nice + other,
            Irq = Times(user, idle).Irq + other / 2,
            SoftIrq = Times(user, idle).SoftIrq + other / 2,
            Steal = Times(user, idle).Steal + other,
        };
    }

    public override IReadOnlyList<CpuCoreTimes> GetTimesPerCpu() =>
        [
            .. Cores.Select(core => new CpuCoreTimes
            {
                Number = core.Number,
                Times = Times(
                    TimeSpan.FromSeconds(1000) + clock.Elapsed * core.Busy,
                    TimeSpan.FromSeconds(2250) + clock.Elapsed * (1 - core.Busy)
                ),
            }),
        ];

    public override int GetLogicalCount() => 4;

    public override int? GetPhysicalCount() => 2;

    public override int GetAvailableCount() => 2;

    public override CpuStatistics GetStatistics() =>
        new()
        {
            ContextSwitches = 123_456_789_012,
            Interrupts = 987_654,
            SoftInterrupts = 555_555,
        };

    public override IReadOnlyList<CpuCoreFrequency> GetFrequencyPerCpu() =>
        [Frequency(0, 2400.5, 3600), Frequency(1, 1200, 3600), Frequency(2, 800, 3600), Frequency(5, 3600, null)];

    public override LoadAverage GetLoadAverage() => new(0.52, 1.25, 12.5);

    public override PressureStall? GetPressure() =>
        new()
        {
            Some = new PressureShare
            {
                TenSeconds = 1.5,
                OneMinute = 0.25,
                FiveMinutes = 0,
                Total = TimeSpan.FromMicroseconds(1234567),
            },
        };

    public override CpuTopology GetTopology() =>
        new()
        {
            ModelName = "Example 9000",
            Vendor = "ExampleCpu",
            Architecture = System.Runtime.InteropServices.Architecture.Arm64,
            SocketCount = 1,
            CoreCount = 2,
            Cpus =
            [
                Logical(0, 0, CpuCoreKind.Performance),
                Logical(1, 0, CpuCoreKind.Performance),
                Logical(2, 1, CpuCoreKind.Efficiency) with
                {
                    MinimumMegahertz = 400,
                    MaximumMegahertz = 2000.4,
                    Governor = "schedutil",
                    FrequencyDriver = "cppc_cpufreq",
                },
                new LogicalCpu { Number = 3, IsOnline = false },
                Logical(5, 1, CpuCoreKind.Efficiency),
            ],
            Caches =
            [
                new CpuCache
                {
                    Level = 1,
                    Kind = CpuCacheKind.Data,
                    SizeBytes = 32768,
                    LineSizeBytes = 64,
                    WayCount = 8,
                    Cpus = [0, 1],
                },
                new CpuCache
                {
                    Level = 1,
                    Kind = CpuCacheKind.Data,
                    SizeBytes = 32768,
                    Cpus = [2, 5],
                },
                new CpuCache { Level = 3, Kind = CpuCacheKind.Unified },
            ],
            NumaNodes =
            [
                new NumaNode
                {
                    Number = 0,
                    Cpus = [0, 1, 2, 5],
                    MemoryTotalBytes = 8_000_000_000,
                    MemoryFreeBytes = 1_000_000_000,
                    Distances = [10, 21],
                },
                new NumaNode { Number = 4, Cpus = [] },
            ],
        };

    private static LogicalCpu Logical(int number, int core, CpuCoreKind kind) =>
        new()
        {
            Number = number,
            IsOnline = true,
            SocketNumber = 0,
            CoreNumber = core,
            NumaNode = 0,
            Kind = kind,
            Capacity = kind == CpuCoreKind.Performance ? 1024 : 400,
            ModelName = "Example 9000",
        };

    private static CpuTimes Times(TimeSpan user, TimeSpan idle) =>
        new()
        {
            User = user,
            System = TimeSpan.FromSeconds(500.25),
            Idle = idle,
            Nice = TimeSpan.FromSeconds(1.5),
            IOWait = TimeSpan.FromSeconds(20.01),
            Irq = TimeSpan.Zero,
            SoftIrq = TimeSpan.FromSeconds(3.33),
            Steal = TimeSpan.FromSeconds(0.07),
            Guest = TimeSpan.Zero,
            GuestNice = null,
        };

    private static CpuCoreFrequency Frequency(int number, double current, double? maximum) =>
        new()
        {
            Number = number,
            Frequency = new CpuFrequency
            {
                CurrentMegahertz = current,
                MinimumMegahertz = 800,
                MaximumMegahertz = maximum,
            },
        };
}
