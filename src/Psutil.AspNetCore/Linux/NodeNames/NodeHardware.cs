using Psutil.AspNetCore.Exposition;
using Psutil.Diagnostics;

namespace Psutil.AspNetCore.NodeNames;

/// <summary>The collectors <c>hwmon</c>, <c>powersupplyclass</c> and <c>thermal_zone</c>. Their files can wait for the device.</summary>
internal static class NodeHardware
{
    /// <summary>The files of a power supply: the name of the metric, and what to divide the number by.</summary>
    private static readonly (string File, string Name, double Divisor)[] SupplyFiles =
    [
        ("capacity", "capacity", 1),
        ("charge_full", "charge_full", 1e6),
        ("charge_full_design", "charge_full_design", 1e6),
        ("charge_now", "charge_ampere", 1e6),
        ("current_now", "current_ampere", 1e6),
        ("cycle_count", "cyclecount", 1),
        ("energy_full", "energy_full", 1e6),
        ("energy_full_design", "energy_full_design", 1e6),
        ("energy_now", "energy_watthour", 1e6),
        ("online", "online", 1),
        ("power_now", "power_watt", 1e6),
        ("present", "present", 1),
        ("voltage_min_design", "voltage_min_design", 1e6),
        ("voltage_now", "voltage_volt", 1e6),
    ];

    private const string Lane = "hardware";

    private sealed record Zone(string Number, string Type, double Celsius);

    private sealed record Cooler(string Number, string Type, double Current, double Maximum);

    private sealed record Thermal(IReadOnlyList<Zone> Zones, IReadOnlyList<Cooler> Coolers);

    private sealed record Supply(string Name, IReadOnlyDictionary<string, double> Values);

    public static void Add(NodeMetricsText node, string sysPath)
    {
        node.Add("hwmon", () => HardwareMonitor.Read(sysPath), WriteMonitors, Lane);
        node.Add("powersupplyclass", () => ReadSupplies(sysPath), WriteSupplies, Lane);
        node.Add("thermal_zone", () => ReadThermal(sysPath), WriteThermal, Lane);
    }

    private static void WriteMonitors(MetricWriter writer, IReadOnlyList<HardwareMonitor> chips)
    {
        writer.Begin("node_hwmon_chip_names", MetricKind.Gauge, "Annotation metric for human-readable chip names");
        foreach (HardwareMonitor chip in chips.Where(chip => chip.Name is not null))
        {
            writer.Sample(1, ("chip", chip.Chip), ("chip_name", chip.Name!));
        }

        const string Fan = "Hardware monitor for fan revolutions per minute";
        const string Temperature = "Hardware monitor for temperature";
        Write("fan", "input", "node_hwmon_fan_rpm", Fan, 1);
        Write("fan", "max", "node_hwmon_fan_max_rpm", Fan, 1);
        Write("fan", "min", "node_hwmon_fan_min_rpm", Fan, 1);
        writer.Begin("node_hwmon_sensor_label", MetricKind.Gauge, "Label for given chip and sensor");
        foreach (HardwareMonitor chip in chips)
        {
            foreach ((string sensor, string _, string text) in chip.Sensors.Where(sensor => sensor.Property == "label"))
            {
                writer.Sample(1, ("chip", chip.Chip), ("label", Measure.Text(text)), ("sensor", sensor));
            }
        }

        Write("temp", "input", "node_hwmon_temp_celsius", Temperature, 1000);
        Write("temp", "crit", "node_hwmon_temp_crit_celsius", Temperature, 1000);
        Write("temp", "max", "node_hwmon_temp_max_celsius", Temperature, 1000);
        Write("temp", "min", "node_hwmon_temp_min_celsius", Temperature, 1000);

        void Write(string kind, string property, string name, string help, double divisor)
        {
            writer.Begin(name, MetricKind.Gauge, $"{help} ({property})");
            foreach (HardwareMonitor chip in chips)
            {
                foreach ((string sensor, string own, string text) in chip.Sensors)
                {
                    if (own == property && sensor.StartsWith(kind, StringComparison.Ordinal))
                    {
                        writer.SampleIfKnown(Number(text) / divisor, ("chip", chip.Chip), ("sensor", sensor));
                    }
                }
            }
        }
    }

    private static List<Supply>? ReadSupplies(string sysPath)
    {
        List<Supply> supplies = [];
        foreach (string folder in KernelFolder.GetDevices(Path.Join(sysPath, "class", "power_supply")))
        {
            SmallFiles files = new(folder);
            Dictionary<string, double> values = new(StringComparer.Ordinal);
            foreach ((string file, string name, double divisor) in SupplyFiles)
            {
                if (Number(files.TryReadLine(file)) is { } number)
                {
                    values[name] = number / divisor;
                }
            }

            supplies.Add(new Supply(Path.GetFileName(folder), values));
        }

        return supplies.Count > 0 ? supplies : null;
    }

    private static void WriteSupplies(MetricWriter writer, List<Supply> supplies)
    {
        foreach ((string _, string name, double _) in SupplyFiles)
        {
            writer.Begin($"node_power_supply_{name}", MetricKind.Gauge, $"{name} value of /sys/class/power_supply/<power_supply>.");
            foreach (Supply supply in supplies)
            {
                writer.SampleIfKnown(supply.Values.TryGetValue(name, out double value) ? value : null, ("power_supply", supply.Name));
            }
        }
    }

    private static Thermal? ReadThermal(string sysPath)
    {
        const string ZonePrefix = "thermal_zone";
        const string CoolerPrefix = "cooling_device";
        List<Zone> zones = [];
        List<Cooler> coolers = [];
        foreach (string folder in KernelFolder.GetDevices(Path.Join(sysPath, "class", "thermal")))
        {
            SmallFiles files = new(folder);
            string name = Path.GetFileName(folder);
            string type = files.TryReadLine("type") ?? "";
            if (name.StartsWith(ZonePrefix, StringComparison.Ordinal))
            {
                if (Number(files.TryReadLine("temp")) is { } temperature)
                {
                    zones.Add(new Zone(name[ZonePrefix.Length..], type, temperature / 1000));
                }
            }
            else if (name.StartsWith(CoolerPrefix, StringComparison.Ordinal))
            {
                if (Number(files.TryReadLine("cur_state")) is { } current && Number(files.TryReadLine("max_state")) is { } maximum)
                {
                    coolers.Add(new Cooler(name[CoolerPrefix.Length..], type, current, maximum));
                }
            }
        }

        return zones.Count + coolers.Count > 0 ? new Thermal(zones, coolers) : null;
    }

    private static void WriteThermal(MetricWriter writer, Thermal thermal)
    {
        writer.Begin("node_cooling_device_cur_state", MetricKind.Gauge, "Current throttle state of the cooling device");
        foreach (Cooler cooler in thermal.Coolers)
        {
            writer.Sample(cooler.Current, ("name", cooler.Number), ("type", cooler.Type));
        }

        writer.Begin("node_cooling_device_max_state", MetricKind.Gauge, "Maximum throttle state of the cooling device");
        foreach (Cooler cooler in thermal.Coolers)
        {
            writer.Sample(cooler.Maximum, ("name", cooler.Number), ("type", cooler.Type));
        }

        writer.Begin("node_thermal_zone_temp", MetricKind.Gauge, "Zone temperature in Celsius");
        foreach (Zone zone in thermal.Zones)
        {
            writer.Sample(zone.Celsius, ("type", zone.Type), ("zone", zone.Number));
        }
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out double number) ? number : null;
}
