using Psutil.Tool.Readings;

namespace Psutil.Tool.Report;

/// <summary>Temperatures, fans and the battery.</summary>
internal static class SensorsReport
{
    public static void Write(ReportWriter writer, SensorsReading sensors)
    {
        writer.StartObject("sensors");
        WriteTemperatures(writer, sensors.Temperatures);
        WriteFans(writer, sensors.Fans);
        WriteBattery(writer, sensors.Battery);
        writer.EndObject();
    }

    /// <summary>The state of a battery; null if unknown.</summary>
    public static string? BatteryStatusName(BatteryStatus? status) =>
        status switch
        {
            BatteryStatus.Discharging => "discharging",
            BatteryStatus.Charging => "charging",
            BatteryStatus.Full => "full",
            BatteryStatus.NotCharging => "not charging",
            _ => null,
        };

    public static void WriteMembers(ReportWriter writer, TemperatureReading reading)
    {
        writer.Text("label", reading.Label);
        writer.Number("current", reading.CurrentCelsius);
        writer.Number("high", reading.HighCelsius);
        writer.Number("critical", reading.CriticalCelsius);
    }

    public static void WriteMembers(ReportWriter writer, FanReading reading)
    {
        writer.Text("label", reading.Label);
        writer.Number("current", reading.RevolutionsPerMinute);
    }

    private static void WriteTemperatures(ReportWriter writer, IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>>? chips)
    {
        writer.Name("temperatures");
        if (chips is null)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        foreach ((string chip, IReadOnlyList<TemperatureReading> readings) in chips)
        {
            writer.StartArray(chip);
            foreach (TemperatureReading reading in readings)
            {
                writer.StartObject();
                WriteMembers(writer, reading);
                writer.EndObject();
            }

            writer.EndArray();
        }

        writer.EndObject();
    }

    private static void WriteFans(ReportWriter writer, IReadOnlyDictionary<string, IReadOnlyList<FanReading>>? chips)
    {
        writer.Name("fans");
        if (chips is null)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        foreach ((string chip, IReadOnlyList<FanReading> readings) in chips)
        {
            writer.StartArray(chip);
            foreach (FanReading reading in readings)
            {
                writer.StartObject();
                WriteMembers(writer, reading);
                writer.EndObject();
            }

            writer.EndArray();
        }

        writer.EndObject();
    }

    public static void WriteBattery(ReportWriter writer, BatteryReading? battery)
    {
        writer.Name("battery");
        if (battery is null)
        {
            writer.None();
            return;
        }

        writer.StartObject();
        writer.Percent("percent", battery.Percent);
        writer.Seconds("secsleft", battery.TimeLeft);
        writer.Flag("power_plugged", battery.IsPluggedIn);
        writer.Text("status", BatteryStatusName(battery.Status));
        writer.Number("power_watts", battery.PowerWatts is { } watts ? Math.Round(watts, 3) : null);
        writer.EndObject();
    }
}
