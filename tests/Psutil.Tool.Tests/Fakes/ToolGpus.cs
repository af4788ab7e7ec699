namespace Psutil.Tool.Tests.Fakes;

/// <summary>A busy card, one that sleeps, and one in the CPU whose engines work as the clock runs.</summary>
internal sealed class ToolGpus : FakeGpus
{
    private readonly ToolMachine _machine;
    private readonly FakeClock _clock;

    public ToolGpus(ToolMachine machine, FakeClock clock)
        : base(machine)
    {
        _machine = machine;
        _clock = clock;
        All.Add(
            new Gpu
            {
                Id = "0000:03:00.0",
                Name = "Navi 31 [Radeon\u001b RX 7900 XTX]",
                Vendor = GpuVendor.Amd,
                VendorId = 0x1002,
                DeviceId = 0x744c,
                PciAddress = "0000:03:00.0",
                Driver = "amdgpu",
                IsSuspended = false,
                MemoryTotal = 25753026560,
                MemoryUsed = 1879048192,
                UtilizationPercent = 93,
                ClockMegahertz = 2130,
                TemperatureCelsius = 52,
                FanRevolutionsPerMinute = 900,
                PowerWatts = 142.25,
                PowerLimitWatts = 339,
                PciLink = new GpuPciLink
                {
                    Width = 16,
                    MaxWidth = 16,
                    GigatransfersPerSecond = 16,
                    MaxGigatransfersPerSecond = 16,
                },
                Partitions =
                [
                    new GpuPartition
                    {
                        Index = 0,
                        Name = "1g.5gb",
                        MemoryTotal = 5 << 28,
                    },
                ],
                Unavailable = Missing(UnavailableReason.Denied, GpuValue.ThrottleReasons),
            }
        );
        All.Add(
            new Gpu
            {
                Id = "0000:04:00.0",
                PciAddress = "0000:04:00.0",
                Driver = "amdgpu",
                IsSuspended = true,
                Unavailable = Missing(
                    UnavailableReason.Absent,
                    GpuValue.MemoryTotal,
                    GpuValue.MemoryUsed,
                    GpuValue.UtilizationPercent,
                    GpuValue.ClockMegahertz,
                    GpuValue.TemperatureCelsius,
                    GpuValue.FanRevolutionsPerMinute,
                    GpuValue.PowerWatts,
                    GpuValue.PowerLimitWatts
                ),
            }
        );
        Processes.Add(
            new GpuProcess
            {
                Process = machine.Processes.Get(310),
                GpuId = "0000:03:00.0",
                Memory = 512 << 20,
                SharedMemory = 9 << 20,
                Engines = new Dictionary<string, GpuEngine>(),
            }
        );
    }

    /// <summary>Whether there are any.</summary>
    public bool HasAny { get; set; } = true;

    public override IReadOnlyList<Gpu> GetGpus()
    {
        IReadOnlyList<Gpu> cards = base.GetGpus();
        return HasAny ? [CreateIntegrated(), .. cards] : [];
    }

    public override GpuProcessList GetProcesses()
    {
        GpuProcessList list = base.GetProcesses();
        return new GpuProcessList
        {
            Processes = HasAny ? [CreateUserOfIntegrated(), .. list.Processes] : [],
            Unavailable = list.Unavailable,
            UnavailableGpus = list.UnavailableGpus,
        };
    }

    private Gpu CreateIntegrated() =>
        new Gpu
        {
            Id = "0000:00:02.0",
            Vendor = GpuVendor.Intel,
            VendorId = 0x8086,
            DeviceId = 0x9a49,
            PciAddress = "0000:00:02.0",
            Driver = "i915",
            ClockMegahertz = 1150,
            MaxClockMegahertz = 1350,
            EnergyJoules = 1000 + _clock.Elapsed.TotalSeconds * 4,
            ThrottleReasons = GpuThrottleReasons.PowerLimit | GpuThrottleReasons.Thermal,
            Unavailable = Missing(
                UnavailableReason.NotSupported,
                GpuValue.Name,
                GpuValue.MemoryTotal,
                GpuValue.MemoryUsed,
                GpuValue.UtilizationPercent,
                GpuValue.TemperatureCelsius,
                GpuValue.FanRevolutionsPerMinute,
                GpuValue.PowerWatts,
                GpuValue.PowerLimitWatts
            ),
        };

    private GpuProcess CreateUserOfIntegrated() =>
        new GpuProcess
        {
            Process = _machine.Processes.Get(1),
            GpuId = "0000:00:02.0",
            SharedMemory = 120 << 20,
            Engines = new Dictionary<string, GpuEngine>
            {
                ["render"] = new() { BusyTime = _clock.Elapsed / 4 },
                ["video"] = new() { BusyTime = _clock.Elapsed / 4, Capacity = 2 },
            },
        };

    private static Dictionary<GpuValue, Unavailability> Missing(UnavailableReason reason, params ReadOnlySpan<GpuValue> values)
    {
        Dictionary<GpuValue, Unavailability> missing = [];
        foreach (GpuValue value in values)
        {
            missing.Add(value, new Unavailability { Reason = reason });
        }

        return missing;
    }
}
