using Psutil.Platforms.MacOS.Interop;

namespace Psutil.Platforms.MacOS;

/// <summary>The battery of a Mac: IOKit's power sources. Only drivers can read temperatures and fans.</summary>
internal sealed class MacOSSensors : Sensors
{
    public override IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures() => throw NoTemperatures;

    public override IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans() => throw NoFans;

    public override BatteryReading? GetBattery() => IOKitCalls.Read(ReadBattery, "the battery");

    private static BatteryReading? ReadBattery()
    {
        nint sources = IOKit.GetPowerSources();
        nint list = sources == 0 ? 0 : IOKit.ListPowerSources(sources);
        BatteryReading? battery =
            list != 0
            && CoreFoundation.ToList(list) is [var first, ..]
            && IOKit.DescribePowerSource(sources, first) is not 0 and var description
                ? Read(description)
                : null;
        CoreFoundation.Release(list);
        CoreFoundation.Release(sources);
        return battery;
    }

    private static BatteryReading? Read(nint description)
    {
        // In percent of the maximum, which is 100 for an internal battery.
        long? capacity = CoreFoundation.ToInt64(CoreFoundation.GetValue(description, "Current Capacity"));
        long maximum = CoreFoundation.ToInt64(CoreFoundation.GetValue(description, "Max Capacity")) ?? 100;
        if (capacity is not { } charge || maximum <= 0)
        {
            return null;
        }

        bool? isPluggedIn = CoreFoundation.ToText(CoreFoundation.GetValue(description, "Power Source State")) switch
        {
            "AC Power" => true,
            "Battery Power" => false,
            _ => null,
        };

        // Negative while the system computes it.
        long? minutes = CoreFoundation.ToInt64(CoreFoundation.GetValue(description, "Time to Empty"));
        bool? isCharging = CoreFoundation.ToBoolean(CoreFoundation.GetValue(description, "Is Charging"));
        return new BatteryReading
        {
            Percent = charge * 100.0 / maximum,
            TimeLeft = isPluggedIn == true || minutes is not >= 0 ? null : TimeSpan.FromMinutes((double)minutes),
            IsPluggedIn = isPluggedIn,
            Status =
                isCharging == true ? BatteryStatus.Charging
                : isPluggedIn == false ? BatteryStatus.Discharging
                : charge >= maximum ? BatteryStatus.Full
                : isPluggedIn is null ? null
                : BatteryStatus.NotCharging,
        };
    }
}
