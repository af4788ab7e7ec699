using System.Runtime.Versioning;

namespace Psutil;

/// <summary>The machine's temperatures, fans and battery.</summary>
public abstract class Sensors
{
    /// <summary>Creates the facet.</summary>
    protected Sensors() { }

    private protected static PsutilNotSupportedException NoTemperatures => PsutilNotSupportedException.Here("Reading temperatures");

    private protected static PsutilNotSupportedException NoFans => PsutilNotSupportedException.Here("Reading fans");

    private protected static PsutilNotSupportedException NoBattery => PsutilNotSupportedException.Here("Reading the battery");

    /// <summary>The temperatures, by chip, such as <c>coretemp</c>; empty if the machine reports none.</summary>
    /// <remarks>
    /// Linux: <c>/sys/class/hwmon</c>, then <c>/sys/class/thermal</c> where hwmon has none. Windows 10 and later: the temperatures of disks
    /// (<c>StorageDeviceTemperatureProperty</c>); others need a driver. FreeBSD: <c>dev.cpu.N.temperature</c>.
    /// </remarks>
    /// <exception cref="PsutilNotSupportedException">Reading temperatures is not supported on this operating system: macOS, OpenBSD,
    /// NetBSD.</exception>
    [UnsupportedOSPlatform("macos")]
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    public abstract IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures();

    /// <summary>The speeds of the fans, by chip; empty if the machine reports none.</summary>
    /// <remarks>Linux: <c>/sys/class/hwmon</c>.</remarks>
    /// <exception cref="PsutilNotSupportedException">Reading fans is not supported on this operating system: all but Linux.</exception>
    [SupportedOSPlatform("linux")]
    public abstract IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans();

    /// <summary>The state of the battery; several batteries count as one. Null if the machine has none.</summary>
    /// <remarks>
    /// Linux: <c>/sys/class/power_supply</c>, without the batteries of mice and keyboards. Windows: <c>GetSystemPowerStatus</c>. macOS: the
    /// power sources of IOKit. FreeBSD: <c>hw.acpi</c>.
    /// </remarks>
    /// <exception cref="PsutilNotSupportedException">Reading the battery is not supported on this operating system: OpenBSD,
    /// NetBSD.</exception>
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    public abstract BatteryReading? GetBattery();
}
