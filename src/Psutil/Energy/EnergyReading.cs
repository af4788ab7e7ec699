namespace Psutil;

/// <summary>The energy that was used between two readings of an <see cref="EnergyMeter"/>.</summary>
public sealed class EnergyReading
{
    /// <summary>The time between the two.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The use of each zone that has any number, in the order of <see cref="Energy.GetZones"/>.</summary>
    public required IReadOnlyList<EnergyUse> Zones { get; init; }

    /// <summary>
    /// The power of all packages and their memory together, in watts; null if no package could be read. It does not include disks, fans and
    /// other devices.
    /// </summary>
    public double? Watts { get; init; }
}
