namespace Psutil;

/// <summary>A temperature and its limits.</summary>
public sealed record TemperatureReading
{
    /// <summary>The name of the sensor, such as <c>Core 0</c>; null if the driver gives no label.</summary>
    public string? Label { get; init; }

    /// <summary>The current temperature, in degrees Celsius; null if the sensor does not report one.</summary>
    public double? CurrentCelsius { get; init; }

    /// <summary>The temperature that counts as high, in degrees Celsius; null if unknown.</summary>
    public double? HighCelsius { get; init; }

    /// <summary>The temperature that counts as critical, in degrees Celsius; null if unknown.</summary>
    public double? CriticalCelsius { get; init; }
}
