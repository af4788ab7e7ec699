namespace Psutil;

/// <summary>Why a GPU runs at lower clocks than it could.</summary>
[Flags]
public enum GpuThrottleReasons
{
    /// <summary>It is not slowed down.</summary>
    None = 0,

    /// <summary>It has reached its power limit.</summary>
    PowerLimit = 1,

    /// <summary>It, its memory or its voltage regulator is too hot.</summary>
    Thermal = 2,

    /// <summary>It has reached a limit of current.</summary>
    Current = 4,

    /// <summary>Another part of the machine, such as its power supply, asks it to slow down.</summary>
    External = 8,

    /// <summary>The hardware slows it down, for a reason that the driver does not name.</summary>
    Hardware = 16,

    /// <summary>Somebody has set lower clocks.</summary>
    ClockSetting = 32,

    /// <summary>It waits for other GPUs to keep the same clocks.</summary>
    SyncBoost = 64,

    /// <summary>It has nothing to do.</summary>
    Idle = 128,

    /// <summary>A reason that this library does not know.</summary>
    Other = 256,
}
