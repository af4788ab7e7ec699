using Psutil.Platforms.Bsd;

namespace Psutil.Platforms.FreeBsd;

/// <summary>The sensors of a FreeBSD machine: <c>dev.cpu</c> and <c>hw.acpi</c>.</summary>
internal sealed class FreeBsdSensors(Cpu cpu) : Sensors
{
    private const int FreezingPointInTenthsOfKelvin = 2731;

    public override IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures()
    {
        List<TemperatureReading> cores = [];
        int count = cpu.GetLogicalCount();
        for (int core = 0; core < count; core++)
        {
            string node = string.Create(CultureInfo.InvariantCulture, $"dev.cpu.{core}");
            if (ToCelsius($"{node}.temperature") is { } current)
            {
                // TjMax, the temperature at which the CPU starts to throttle.
                double? limit = ToCelsius($"{node}.coretemp.tjmax");
                cores.Add(
                    new TemperatureReading
                    {
                        Label = string.Create(CultureInfo.InvariantCulture, $"Core {core}"),
                        CurrentCelsius = current,
                        HighCelsius = limit,
                        CriticalCelsius = limit,
                    }
                );
            }
        }

        return cores.Count == 0
            ? new Dictionary<string, IReadOnlyList<TemperatureReading>>(0)
            : new Dictionary<string, IReadOnlyList<TemperatureReading>>(1) { ["coretemp"] = cores };
    }

    public override IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans() => throw NoFans;

    public override BatteryReading? GetBattery()
    {
        // acpi_battery(4): the charge is -1 for a bay without a battery.
        if (NamedSysctl.Find<int>("hw.acpi.battery.life") is not { } percent || percent < 0)
        {
            return null;
        }

        int minutes = NamedSysctl.Find<int>("hw.acpi.battery.time") ?? -1;
        bool? isPluggedIn = NamedSysctl.Find<int>("hw.acpi.acline") is { } line ? line == 1 : null;
        return new BatteryReading
        {
            Percent = percent,
            TimeLeft = isPluggedIn == true || minutes < 0 ? null : TimeSpan.FromMinutes(minutes),
            IsPluggedIn = isPluggedIn,
            Status = ToStatus(NamedSysctl.Find<int>("hw.acpi.battery.state")),
        };
    }

    // dev/acpica/acpiio.h: bit 0 is set while it discharges, bit 1 while it charges; 7 means no battery.
    private static BatteryStatus? ToStatus(int? state) =>
        state switch
        {
            0 => BatteryStatus.NotCharging,
            { } bits when (bits & 1) != 0 && bits != 7 => BatteryStatus.Discharging,
            { } bits when (bits & 2) != 0 && bits != 7 => BatteryStatus.Charging,
            _ => null,
        };

    private static double? ToCelsius(string name) =>
        NamedSysctl.Find<int>(name) is { } tenths && tenths > 0 ? (tenths - FreezingPointInTenthsOfKelvin) / 10.0 : null;
}
