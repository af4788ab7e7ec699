namespace Psutil;

/// <summary>What a battery does.</summary>
public enum BatteryStatus
{
    /// <summary>Not known. Never returned: where it is not known, <see cref="BatteryReading.Status"/> is null.</summary>
    Unknown = 0,

    /// <summary>It is being drained.</summary>
    Discharging = 1,

    /// <summary>It is being charged.</summary>
    Charging = 2,

    /// <summary>It is full.</summary>
    Full = 3,

    /// <summary>External power is there, yet the battery is not being charged.</summary>
    NotCharging = 4,
}
