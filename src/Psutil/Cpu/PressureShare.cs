namespace Psutil;

/// <summary>The share of time lost to waiting.</summary>
/// <param name="TenSeconds">Percent (0–100) over the last 10 seconds.</param>
/// <param name="OneMinute">Percent (0–100) over the last minute.</param>
/// <param name="FiveMinutes">Percent (0–100) over the last five minutes.</param>
/// <param name="Total">The time lost since the machine started.</param>
public readonly record struct PressureShare(double TenSeconds, double OneMinute, double FiveMinutes, TimeSpan Total);
