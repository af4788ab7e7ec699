namespace Psutil;

/// <summary>A temperature and the limits of what it measures.</summary>
public sealed record TemperatureReading
{
    /// <summary>What is measured, such as <c>Core 0</c>; null if the driver gives no label.</summary>
    public string? Label { get; init; }

    /// <summary>The temperature, in degrees Celsius; null if the sensor has none now.</summary>
    public double? CurrentCelsius { get; init; }

    /// <summary>The temperature from which on the sensor counts as hot, in degrees Celsius; null if unknown.</summary>
    public double? HighCelsius { get; init; }

    /// <summary>The temperature from which on the machine is at risk, in degrees Celsius; null if unknown.</summary>
    public double? CriticalCelsius { get; init; }
}
