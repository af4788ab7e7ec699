namespace Psutil;

/// <summary>What a battery does.</summary>
public enum BatteryStatus
{
    /// <summary>It is being drained.</summary>
    Discharging,

    /// <summary>It is being charged.</summary>
    Charging,

    /// <summary>It is full.</summary>
    Full,

    /// <summary>External power is there, yet it is not being charged.</summary>
    NotCharging,
}
