namespace Psutil;

/// <summary>Whether a battery is charging or discharging.</summary>
public enum BatteryStatus
{
    /// <summary>Unknown. Never returned: if the status is unknown, <see cref="BatteryReading.Status"/> is null.</summary>
    Unknown = 0,

    /// <summary>The battery is discharging.</summary>
    Discharging = 1,

    /// <summary>The battery is charging.</summary>
    Charging = 2,

    /// <summary>The battery is full.</summary>
    Full = 3,

    /// <summary>The machine runs on external power, but the battery is not charging.</summary>
    NotCharging = 4,
}
