namespace Psutil;

/// <summary>The machine's temperatures, fans and battery.</summary>
public abstract class Sensors
{
    /// <summary>Makes a facet.</summary>
    protected Sensors()
    {
    }

    /// <summary>Temperatures by chip, such as <c>coretemp</c>; empty if the machine tells none.</summary>
    /// <remarks>Linux: <c>/sys/class/hwmon</c>, then <c>/sys/class/thermal</c> where hwmon has none. Windows 10 and later: disks' own temperatures; the rest takes a driver.</remarks>
    public abstract IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures();

    /// <summary>Fans by chip; empty if the machine tells none.</summary>
    /// <remarks>Linux: <c>/sys/class/hwmon</c>.</remarks>
    public abstract IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans();

    /// <summary>All batteries taken together; null if the machine has none.</summary>
    /// <remarks>Windows: <c>GetSystemPowerStatus</c>. Linux: <c>/sys/class/power_supply</c>. Batteries of mice and keyboards do not count.</remarks>
    public abstract BatteryReading? GetBattery();
}
