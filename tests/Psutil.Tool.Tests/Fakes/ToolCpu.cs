namespace Psutil.Tool.Tests.Fakes;

/// <summary>Four CPUs, numbered with a gap: busy for 0, 25, 50 and 100 % of the time.</summary>
internal sealed class ToolCpu : FakeCpu
{
    private static readonly (int Number, double Busy)[] Cores = [(0, 0), (1, 0.25), (2, 0.5), (5, 1)];

    private readonly FakeClock _clock;

    public ToolCpu(FakeMachine machine, FakeClock clock)
        : base(machine)
    {
        _clock = clock;
        Times = Sum(TimeSpan.FromSeconds(4000), TimeSpan.FromSeconds(9000));
        LogicalCount = 4;
        PhysicalCount = 2;
        AvailableCount = 2;
        Statistics = new CpuStatistics
        {
            ContextSwitches = 123_456_789_012,
            Interrupts = 987_654,
            SoftInterrupts = 555_555,
        };
        Topology = CreateTopology();
        LoadAverage = new LoadAverage(0.52, 1.25, 12.5);
        Pressure = new PressureStall
        {
            Some = new PressureShare
            {
                TenSeconds = 1.5,
                OneMinute = 0.25,
                FiveMinutes = 0,
                Total = TimeSpan.FromMicroseconds(1234567),
            },
        };
        foreach ((int number, double megahertz) in ((int, double)[])[(0, 2400.5), (1, 1200), (2, 800), (5, 3600)])
        {
            FrequencyPerCpu.Add(Frequency(number, megahertz, number == 5 ? null : 3600));
        }

        foreach ((int number, _) in Cores)
        {
            TimesPerCpu.Add(new CpuCoreTimes { Number = number, Times = Sum(TimeSpan.FromSeconds(1000), TimeSpan.FromSeconds(2250)) });
        }
    }

    /// <summary>How much of a CPU's time is neither user nor idle, and counts beside that of the cores.</summary>
    public double Other { get; set; }

    public override CpuTimes GetTimes()
    {
        CpuTimes times = base.GetTimes();
        TimeSpan other = _clock.Elapsed * Other;
        double busy = Cores.Sum(core => core.Busy);
        return times with
        {
            User = times.User + _clock.Elapsed * busy,
            Idle = times.Idle + _clock.Elapsed * (Cores.Length - busy),
            System = times.System + other,
            Nice = times.Nice + other,
            Irq = times.Irq + other / 2,
            SoftIrq = times.SoftIrq + other / 2,
            Steal = times.Steal + other,
        };
    }

    public override IReadOnlyList<CpuCoreTimes> GetTimesPerCpu() =>
        [
            .. base.GetTimesPerCpu()
                .Zip(Cores, (core, known) =>
                    core with
                    {
                        Times = core.Times with
                        {
                            User = core.Times.User + _clock.Elapsed * known.Busy,
                            Idle = core.Times.Idle + _clock.Elapsed * (1 - known.Busy),
                        },
                    }
                ),
        ];

    private static CpuTopology CreateTopology() =>
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
                new LogicalCpu
                {
                    Number = 3,
                    IsOnline = false,
                    Kind = CpuCoreKind.Unknown,
                },
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

    private static CpuTimes Sum(TimeSpan user, TimeSpan idle) =>
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
