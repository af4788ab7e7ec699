namespace Psutil;

/// <summary>The state of the battery. Several batteries count as one.</summary>
public sealed record BatteryReading
{
    /// <summary>The charge, in percent (0–100).</summary>
    public required double Percent { get; init; }

    /// <summary>How long the charge lasts at the current use; null if the battery is not discharging, or if unknown.</summary>
    public TimeSpan? TimeLeft { get; init; }

    /// <summary>
    /// The power with which the battery is charged or discharged, in watts; null if unknown. Linux: <c>power_now</c>, or
    /// <c>current_now</c> times <c>voltage_now</c>.
    /// </summary>
    public double? PowerWatts { get; init; }

    /// <summary>Whether the machine runs on external power; null if unknown.</summary>
    public bool? IsPluggedIn { get; init; }

    /// <summary>Whether the battery is charging or discharging; null if unknown.</summary>
    public BatteryStatus? Status { get; init; }
}
