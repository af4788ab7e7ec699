namespace Psutil;

/// <summary>A temperature, in degrees Celsius.</summary>
/// <param name="Label">What is measured, such as <c>Core 0</c>; null if the driver gives no label.</param>
/// <param name="Current">The temperature; null if the sensor has none now.</param>
/// <param name="High">From where on it is high; null if unknown.</param>
/// <param name="Critical">From where on the machine is at risk; null if unknown.</param>
public sealed record TemperatureReading(string? Label, double? Current, double? High, double? Critical)
{
    /// <summary>The temperature in degrees Fahrenheit.</summary>
    public double? CurrentFahrenheit => Current * 9 / 5 + 32;
}
