namespace Psutil;

/// <summary>The battery; where a machine has several, all of them taken as one.</summary>
public sealed record BatteryReading
{
    /// <summary>The charge, in percent (0–100).</summary>
    public required double Percent { get; init; }

    /// <summary>How long the charge lasts at the present use; null if the battery is not being drained, or unknown.</summary>
    public TimeSpan? TimeLeft { get; init; }

    /// <summary>Whether the machine runs on external power; null if unknown.</summary>
    public bool? IsPluggedIn { get; init; }

    /// <summary>What the battery does; null if unknown.</summary>
    public BatteryStatus? Status { get; init; }
}
