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

    /// <summary>
    /// An estimate of a process's part of <see cref="Watts"/>: its share of the CPU time that all processes used meanwhile. Nothing
    /// measures the energy of a process. The estimate ignores that cores differ and change their clocks, and divides what the machine
    /// uses at rest among the processes that ran.
    /// </summary>
    /// <param name="cpuTime">The CPU time that the process used between the readings.</param>
    /// <param name="busyTime">The CPU time that was used between the readings: that of all CPUs without their idle time.</param>
    /// <returns>The watts; null if <see cref="Watts"/> is unknown, or the times do not fit.</returns>
    public double? EstimateWatts(TimeSpan cpuTime, TimeSpan busyTime) =>
        cpuTime >= TimeSpan.Zero && busyTime > TimeSpan.Zero ? Watts * Math.Min(cpuTime / busyTime, 1) : null;
}
