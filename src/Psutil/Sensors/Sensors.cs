using System.Runtime.Versioning;

namespace Psutil;

/// <summary>The machine's temperatures, fans and battery.</summary>
public abstract class Sensors
{
    /// <summary>Makes a facet.</summary>
    protected Sensors() { }

    private protected static PlatformNotSupportedException NoTemperatures =>
        new("This operating system tells no temperatures that we know how to read.");

    private protected static PlatformNotSupportedException NoFans =>
        new("This operating system tells of no fans that we know how to read.");

    private protected static PlatformNotSupportedException NoBattery =>
        new("This operating system tells of no battery that we know how to read.");

    /// <summary>Temperatures by chip, such as <c>coretemp</c>; empty if the machine tells none.</summary>
    /// <remarks>
    /// Linux: <c>/sys/class/hwmon</c>, then <c>/sys/class/thermal</c> where hwmon has none. Windows 10 and later: disks' own temperatures;
    /// the rest takes a driver.
    /// </remarks>
    /// <exception cref="PlatformNotSupportedException">This operating system tells no temperatures that we know how to read: macOS,
    /// OpenBSD, NetBSD.</exception>
    [UnsupportedOSPlatform("macos")]
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    public abstract IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures();

    /// <summary>Fans by chip; empty if the machine tells none.</summary>
    /// <remarks>Linux: <c>/sys/class/hwmon</c>.</remarks>
    /// <exception cref="PlatformNotSupportedException">This operating system tells of no fans that we know how to read: every one but
    /// Linux.</exception>
    [SupportedOSPlatform("linux")]
    public abstract IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans();

    /// <summary>All batteries taken together; null if the machine has none.</summary>
    /// <remarks>
    /// Windows: <c>GetSystemPowerStatus</c>. Linux: <c>/sys/class/power_supply</c>. Batteries of mice and keyboards do not count.
    /// </remarks>
    /// <exception cref="PlatformNotSupportedException">This operating system tells of no battery that we know how to read: OpenBSD,
    /// NetBSD.</exception>
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    public abstract BatteryReading? GetBattery();
}
