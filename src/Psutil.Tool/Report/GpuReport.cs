using Psutil.Tool.Readings;

namespace Psutil.Tool.Report;

/// <summary>A GPU, its use and the processes on it, as JSON.</summary>
internal static class GpuReport
{
    private static readonly (GpuValue Value, string Name, Action<ReportWriter, GpuUse> Write)[] Values =
    [
        (GpuValue.Name, "name", (writer, use) => writer.Text(use.Gpu.Name)),
        (GpuValue.Vendor, "vendor", (writer, use) => writer.Text(VendorName(use.Gpu.Vendor))),
        (GpuValue.VendorId, "vendor_id", (writer, use) => writer.Number(use.Gpu.VendorId)),
        (GpuValue.DeviceId, "device_id", (writer, use) => writer.Number(use.Gpu.DeviceId)),
        (GpuValue.PciAddress, "pci_address", (writer, use) => writer.Text(use.Gpu.PciAddress)),
        (GpuValue.Driver, "driver", (writer, use) => writer.Text(use.Gpu.Driver)),
        (GpuValue.DriverVersion, "driver_version", (writer, use) => writer.Text(use.Gpu.DriverVersion)),
        (GpuValue.IsSuspended, "suspended", (writer, use) => writer.Flag(use.Gpu.IsSuspended)),
        (GpuValue.MemoryTotal, "memory_total", (writer, use) => writer.Bytes(use.Gpu.MemoryTotal)),
        (GpuValue.MemoryUsed, "memory_used", (writer, use) => writer.Bytes(use.Gpu.MemoryUsed)),
        (GpuValue.SharedMemoryTotal, "shared_memory_total", (writer, use) => writer.Bytes(use.Gpu.SharedMemoryTotal)),
        (GpuValue.SharedMemoryUsed, "shared_memory_used", (writer, use) => writer.Bytes(use.Gpu.SharedMemoryUsed)),
        (GpuValue.UtilizationPercent, "utilization_percent", (writer, use) => writer.Percent(use.UtilizationPercent)),
        (GpuValue.MemoryUtilizationPercent, "memory_utilization_percent", (writer, use) =>
            writer.Percent(use.Gpu.MemoryUtilizationPercent)
        ),
        (GpuValue.EncoderPercent, "encoder_percent", (writer, use) => writer.Percent(use.Gpu.EncoderPercent)),
        (GpuValue.DecoderPercent, "decoder_percent", (writer, use) => writer.Percent(use.Gpu.DecoderPercent)),
        (GpuValue.ClockMegahertz, "clock_mhz", (writer, use) => writer.Number(use.Gpu.ClockMegahertz)),
        (GpuValue.MaxClockMegahertz, "max_clock_mhz", (writer, use) => writer.Number(use.Gpu.MaxClockMegahertz)),
        (GpuValue.MemoryClockMegahertz, "memory_clock_mhz", (writer, use) => writer.Number(use.Gpu.MemoryClockMegahertz)),
        (GpuValue.TemperatureCelsius, "temperature_celsius", (writer, use) => writer.Number(use.Gpu.TemperatureCelsius)),
        (GpuValue.HotSpotCelsius, "hot_spot_celsius", (writer, use) => writer.Number(use.Gpu.HotSpotCelsius)),
        (GpuValue.MemoryCelsius, "memory_celsius", (writer, use) => writer.Number(use.Gpu.MemoryCelsius)),
        (GpuValue.FanRevolutionsPerMinute, "fan_rpm", (writer, use) => writer.Number(use.Gpu.FanRevolutionsPerMinute)),
        (GpuValue.FanPercent, "fan_percent", (writer, use) => writer.Percent(use.Gpu.FanPercent)),
        (GpuValue.PowerWatts, "power_watts", (writer, use) => writer.Number(Rounded(use.PowerWatts))),
        (GpuValue.PowerLimitWatts, "power_limit_watts", (writer, use) => writer.Number(use.Gpu.PowerLimitWatts)),
        (GpuValue.EnergyJoules, "energy_joules", (writer, use) => writer.Number(use.Gpu.EnergyJoules)),
        (GpuValue.ThrottleReasons, "throttle_reasons", (writer, use) => writer.TextList(ThrottleNames(use.Gpu.ThrottleReasons))),
        (GpuValue.PciLink, "pci_link", (writer, use) => WriteLink(writer, use.Gpu.PciLink)),
        (GpuValue.Partitions, "partitions", (writer, use) => WritePartitions(writer, use.Gpu.Partitions)),
        (GpuValue.PowerPercent, "power_percent", (writer, use) => writer.Percent(use.Gpu.PowerPercent)),
        (GpuValue.Engines, "engines", (writer, use) => WriteEngines(writer, use.Gpu.Engines)),
    ];

    /// <summary>The values of a GPU that have a name in JSON: all of them.</summary>
    public static IEnumerable<GpuValue> Written => Values.Select(entry => entry.Value);

    public static string? VendorName(GpuVendor? vendor) =>
        vendor switch
        {
            GpuVendor.Amd => "AMD",
            GpuVendor.Intel => "Intel",
            GpuVendor.Nvidia => "NVIDIA",
            GpuVendor.Apple => "Apple",
            _ => null,
        };

    /// <summary>The GPUs as a part of a report, with what their drivers report of themselves.</summary>
    public static void WriteAll(ReportWriter writer, IReadOnlyList<Gpu>? gpus)
    {
        writer.Name("gpus");
        if (gpus is null)
        {
            writer.Null();
            return;
        }

        writer.StartArray();
        foreach (Gpu gpu in gpus)
        {
            writer.StartObject();
            WriteGpu(
                writer,
                new GpuUse
                {
                    Gpu = gpu,
                    UtilizationPercent = gpu.UtilizationPercent,
                    PowerWatts = gpu.PowerWatts,
                    EnginePercents = new Dictionary<string, double>(),
                }
            );
            writer.EndObject();
        }

        writer.EndArray();
    }

    /// <summary>The members of a GPU's object.</summary>
    public static void WriteGpu(ReportWriter writer, GpuUse use)
    {
        writer.Text("id", use.Gpu.Id);
        foreach ((_, string name, Action<ReportWriter, GpuUse> write) in Values)
        {
            writer.Name(name);
            write(writer, use);
        }

        WritePercents(writer, use.EnginePercents);
        writer.StartObject("unavailable");
        foreach ((GpuValue value, string name, _) in Values)
        {
            // What the driver does not report may be measured.
            bool isMeasured =
                (value == GpuValue.UtilizationPercent && use.UtilizationPercent is not null)
                || (value == GpuValue.PowerWatts && use.PowerWatts is not null);
            if (!isMeasured && use.Gpu.Unavailable.TryGetValue(value, out Unavailability reason))
            {
                writer.Text(name, Reasons.Of(reason.Reason));
            }
        }

        writer.EndObject();
    }

    /// <summary>The members of a process's object.</summary>
    public static void WriteProcess(ReportWriter writer, GpuProcessUse use, ProcessSnapshot process)
    {
        writer.Number("pid", process.Pid);
        writer.Text("name", process.Name);
        writer.Text("username", process.UserName);
        writer.Text("gpu", use.Process.GpuId);
        writer.Percent("utilization_percent", use.UtilizationPercent);
        writer.Bytes("memory", use.Process.Memory);
        writer.Bytes("shared_memory", use.Process.SharedMemory);
        WritePercents(writer, use.EnginePercents);
    }

    /// <summary>What a process uses of each GPU.</summary>
    public static void WriteCounters(ReportWriter writer, IReadOnlyList<ProcessGpuCounters>? gpus)
    {
        if (gpus is null)
        {
            writer.Null();
            return;
        }

        writer.StartArray();
        foreach (ProcessGpuCounters gpu in gpus)
        {
            writer.StartObject();
            writer.Text("gpu", gpu.GpuId);
            writer.Bytes("memory", gpu.Memory);
            writer.Bytes("shared_memory", gpu.SharedMemory);
            writer.Percent("utilization_percent", gpu.UtilizationPercent);
            writer.Name("engines");
            WriteEngines(writer, gpu.Engines);
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static void WriteEngines(ReportWriter writer, IReadOnlyDictionary<string, GpuEngine>? engines)
    {
        if (engines is null)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        foreach ((string name, GpuEngine engine) in engines.OrderBy(engine => engine.Key, StringComparer.Ordinal))
        {
            writer.StartObject(name);
            writer.Seconds("busy_time", engine.BusyTime);
            writer.Number("busy_cycles", engine.BusyCycles);
            writer.Number("total_cycles", engine.TotalCycles);
            writer.Number("capacity", engine.Capacity);
            writer.EndObject();
        }

        writer.EndObject();
    }

    // A mean of measured energy has more digits than it is exact to.
    private static double? Rounded(double? watts) => watts is { } known ? Math.Round(known, 3) : null;

    private static void WritePercents(ReportWriter writer, IReadOnlyDictionary<string, double> engines)
    {
        writer.StartObject("engine_percents");
        foreach ((string name, double percent) in engines.OrderBy(engine => engine.Key, StringComparer.Ordinal))
        {
            writer.Percent(name, percent);
        }

        writer.EndObject();
    }

    private static IReadOnlyList<string>? ThrottleNames(GpuThrottleReasons? reasons) =>
        reasons is null
            ? null
            :
            [
                .. new (GpuThrottleReasons Reason, string Name)[]
                {
                    (GpuThrottleReasons.PowerLimit, "power limit"),
                    (GpuThrottleReasons.Thermal, "thermal"),
                    (GpuThrottleReasons.Current, "current"),
                    (GpuThrottleReasons.External, "external"),
                    (GpuThrottleReasons.Hardware, "hardware"),
                    (GpuThrottleReasons.ClockSetting, "clock setting"),
                    (GpuThrottleReasons.SyncBoost, "sync boost"),
                    (GpuThrottleReasons.Idle, "idle"),
                    (GpuThrottleReasons.Other, "other"),
                }
                    .Where(part => reasons.Value.HasFlag(part.Reason))
                    .Select(part => part.Name),
            ];

    private static void WriteLink(ReportWriter writer, GpuPciLink? link)
    {
        if (link is not { } known)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Number("width", known.Width);
        writer.Number("max_width", known.MaxWidth);
        writer.Number("gigatransfers_per_second", known.GigatransfersPerSecond);
        writer.Number("max_gigatransfers_per_second", known.MaxGigatransfersPerSecond);
        writer.EndObject();
    }

    private static void WritePartitions(ReportWriter writer, IReadOnlyList<GpuPartition>? partitions)
    {
        if (partitions is null)
        {
            writer.Null();
            return;
        }

        writer.StartArray();
        foreach (GpuPartition partition in partitions)
        {
            writer.StartObject();
            writer.Number("index", partition.Index);
            writer.Text("name", partition.Name);
            writer.Text("uuid", partition.Uuid);
            writer.Bytes("memory_total", partition.MemoryTotal);
            writer.Bytes("memory_used", partition.MemoryUsed);
            writer.EndObject();
        }

        writer.EndArray();
    }
}
