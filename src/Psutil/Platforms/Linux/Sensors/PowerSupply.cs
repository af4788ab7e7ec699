namespace Psutil.Platforms.Linux;

/// <summary>
/// A directory of <c>/sys/class/power_supply</c>, in the kernel's units (Documentation/ABI/testing/sysfs-class-power): µWh, µAh, µW, µA,
/// µV, seconds.
/// </summary>
internal sealed record PowerSupply(string Name)
{
    /// <summary><c>Battery</c>, <c>Mains</c>, <c>USB</c>, <c>UPS</c> …</summary>
    public string? Type { get; init; }

    /// <summary><c>Device</c> if it powers a mouse or a keyboard rather than the machine.</summary>
    public string? Scope { get; init; }

    /// <summary>0 if the slot is empty.</summary>
    public long? Present { get; init; }

    /// <summary>0 if it supplies no power; 1, or 2 for a USB charger with a programmable voltage, if it does.</summary>
    public long? Online { get; init; }

    public string? Status { get; init; }

    public long? Capacity { get; init; }

    public long? EnergyNow { get; init; }

    public long? EnergyFull { get; init; }

    public long? ChargeNow { get; init; }

    public long? ChargeFull { get; init; }

    public long? PowerNow { get; init; }

    public long? CurrentNow { get; init; }

    public long? VoltageNow { get; init; }

    public long? TimeToEmptyNow { get; init; }

    /// <summary>Whether it powers the machine rather than a device.</summary>
    public bool IsOfMachine => Scope != "Device";

    public bool IsBattery =>
        Type is { } type
            ? type == "Battery"
            : Name.StartsWith("BAT", StringComparison.Ordinal)
                || Name.StartsWith("CMB", StringComparison.Ordinal)
                || Name.Contains("battery", StringComparison.OrdinalIgnoreCase);
}
