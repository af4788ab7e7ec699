namespace Psutil;

/// <summary>The battery (where there are several: all of them as one).</summary>
/// <param name="Percent">The charge, in percent (0–100).</param>
/// <param name="TimeLeft">How long it lasts at the present use; null if it is not being drained, or unknown.</param>
/// <param name="IsPluggedIn">Whether the machine runs on external power; null if unknown.</param>
/// <param name="Status">What the battery does; null if unknown.</param>
public sealed record BatteryReading(double Percent, TimeSpan? TimeLeft, bool? IsPluggedIn, BatteryStatus? Status);
