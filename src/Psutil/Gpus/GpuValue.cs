namespace Psutil;

/// <summary>A value of a <see cref="Gpu"/>: what <see cref="Gpu.Unavailable"/> has a reason for.</summary>
public enum GpuValue
{
    /// <summary>No value.</summary>
    None = 0,

    /// <summary><see cref="Gpu.Name"/>.</summary>
    Name = 1,

    /// <summary><see cref="Gpu.Vendor"/>.</summary>
    Vendor = 2,

    /// <summary><see cref="Gpu.VendorId"/>.</summary>
    VendorId = 3,

    /// <summary><see cref="Gpu.DeviceId"/>.</summary>
    DeviceId = 4,

    /// <summary><see cref="Gpu.PciAddress"/>.</summary>
    PciAddress = 5,

    /// <summary><see cref="Gpu.Driver"/>.</summary>
    Driver = 6,

    /// <summary><see cref="Gpu.DriverVersion"/>.</summary>
    DriverVersion = 7,

    /// <summary><see cref="Gpu.IsSuspended"/>.</summary>
    IsSuspended = 8,

    /// <summary><see cref="Gpu.MemoryTotal"/>.</summary>
    MemoryTotal = 9,

    /// <summary><see cref="Gpu.MemoryUsed"/>.</summary>
    MemoryUsed = 10,

    /// <summary><see cref="Gpu.SharedMemoryTotal"/>.</summary>
    SharedMemoryTotal = 11,

    /// <summary><see cref="Gpu.SharedMemoryUsed"/>.</summary>
    SharedMemoryUsed = 12,

    /// <summary><see cref="Gpu.UtilizationPercent"/>.</summary>
    UtilizationPercent = 13,

    /// <summary><see cref="Gpu.MemoryUtilizationPercent"/>.</summary>
    MemoryUtilizationPercent = 14,

    /// <summary><see cref="Gpu.EncoderPercent"/>.</summary>
    EncoderPercent = 15,

    /// <summary><see cref="Gpu.DecoderPercent"/>.</summary>
    DecoderPercent = 16,

    /// <summary><see cref="Gpu.ClockMegahertz"/>.</summary>
    ClockMegahertz = 17,

    /// <summary><see cref="Gpu.MaxClockMegahertz"/>.</summary>
    MaxClockMegahertz = 18,

    /// <summary><see cref="Gpu.MemoryClockMegahertz"/>.</summary>
    MemoryClockMegahertz = 19,

    /// <summary><see cref="Gpu.TemperatureCelsius"/>.</summary>
    TemperatureCelsius = 20,

    /// <summary><see cref="Gpu.HotSpotCelsius"/>.</summary>
    HotSpotCelsius = 21,

    /// <summary><see cref="Gpu.MemoryCelsius"/>.</summary>
    MemoryCelsius = 22,

    /// <summary><see cref="Gpu.FanRevolutionsPerMinute"/>.</summary>
    FanRevolutionsPerMinute = 23,

    /// <summary><see cref="Gpu.FanPercent"/>.</summary>
    FanPercent = 24,

    /// <summary><see cref="Gpu.PowerWatts"/>.</summary>
    PowerWatts = 25,

    /// <summary><see cref="Gpu.PowerLimitWatts"/>.</summary>
    PowerLimitWatts = 26,

    /// <summary><see cref="Gpu.EnergyJoules"/>.</summary>
    EnergyJoules = 27,

    /// <summary><see cref="Gpu.ThrottleReasons"/>.</summary>
    ThrottleReasons = 28,

    /// <summary><see cref="Gpu.PciLink"/>.</summary>
    PciLink = 29,

    /// <summary><see cref="Gpu.Partitions"/>.</summary>
    Partitions = 30,

    /// <summary><see cref="Gpu.PowerPercent"/>.</summary>
    PowerPercent = 31,

    /// <summary><see cref="Gpu.Engines"/>.</summary>
    Engines = 32,
}
