namespace Psutil.Tool.Top.Sampling;

/// <summary>What else the header shows of the machine. Null is unknown, or that the machine has none.</summary>
internal sealed record MachineHealth
{
    /// <summary>The share of the last ten seconds in which some task waited for a CPU.</summary>
    public double? CpuPressure { get; init; }

    /// <summary>The same for memory.</summary>
    public double? MemoryPressure { get; init; }

    /// <summary>The same for disks.</summary>
    public double? DiskPressure { get; init; }

    /// <summary>The hottest sensor's name.</summary>
    public string? HottestName { get; init; }

    /// <summary>The hottest sensor's temperature.</summary>
    public double? HottestCelsius { get; init; }

    public BatteryReading? Battery { get; init; }
}
