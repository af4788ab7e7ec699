using System.Runtime.Versioning;

namespace Psutil;

/// <summary>The machine's temperatures, fans and battery.</summary>
public abstract class Sensors
{
    /// <summary>Makes a facet.</summary>
    protected Sensors() { }

    private protected static PsutilNotSupportedException NoTemperatures => PsutilNotSupportedException.Here("Reading temperatures");

    private protected static PsutilNotSupportedException NoFans => PsutilNotSupportedException.Here("Reading fans");

    private protected static PsutilNotSupportedException NoBattery => PsutilNotSupportedException.Here("Reading the battery");

    /// <summary>Temperatures by chip, such as <c>coretemp</c>; empty if the machine tells none.</summary>
    /// <remarks>
    /// Linux: <c>/sys/class/hwmon</c>, then <c>/sys/class/thermal</c> where hwmon has none. Windows 10 and later: disks' own temperatures;
    /// the rest takes a driver.
    /// </remarks>
    /// <exception cref="PsutilNotSupportedException">Reading temperatures is not supported on this operating system: macOS, OpenBSD,
    /// NetBSD.</exception>
    [UnsupportedOSPlatform("macos")]
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    public abstract IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures();

    /// <summary>Fans by chip; empty if the machine tells none.</summary>
    /// <remarks>Linux: <c>/sys/class/hwmon</c>.</remarks>
    /// <exception cref="PsutilNotSupportedException">Reading fans is not supported here: on every operating system but Linux.</exception>
    [SupportedOSPlatform("linux")]
    public abstract IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans();

    /// <summary>All batteries taken together; null if the machine has none.</summary>
    /// <remarks>
    /// Windows: <c>GetSystemPowerStatus</c>. Linux: <c>/sys/class/power_supply</c>. Batteries of mice and keyboards do not count.
    /// </remarks>
    /// <exception cref="PsutilNotSupportedException">Reading the battery is not supported here: on OpenBSD and NetBSD.</exception>
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    public abstract BatteryReading? GetBattery();
}
