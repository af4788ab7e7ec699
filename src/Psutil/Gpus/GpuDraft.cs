namespace Psutil;

/// <summary>A GPU while its values are gathered from several sources.</summary>
internal sealed class GpuDraft
{
    /// <summary>Why values are missing.</summary>
    public GpuReasons Reasons { get; private set; } = new();

    public string? Name { get; set; }

    public GpuVendor? Vendor { get; set; }

    public int? VendorId { get; set; }

    public int? DeviceId { get; set; }

    public string? PciAddress { get; set; }

    public string? Driver { get; set; }

    public string? DriverVersion { get; set; }

    public bool? IsSuspended { get; set; }

    public long? MemoryTotal { get; set; }

    public long? MemoryUsed { get; set; }

    public long? SharedMemoryTotal { get; set; }

    public long? SharedMemoryUsed { get; set; }

    public double? UtilizationPercent { get; set; }

    public double? MemoryUtilizationPercent { get; set; }

    public double? EncoderPercent { get; set; }

    public double? DecoderPercent { get; set; }

    public double? ClockMegahertz { get; set; }

    public double? MaxClockMegahertz { get; set; }

    public double? MemoryClockMegahertz { get; set; }

    public double? TemperatureCelsius { get; set; }

    public double? HotSpotCelsius { get; set; }

    public double? MemoryCelsius { get; set; }

    public int? FanRevolutionsPerMinute { get; set; }

    public double? FanPercent { get; set; }

    public double? PowerWatts { get; set; }

    public double? PowerLimitWatts { get; set; }

    public double? EnergyJoules { get; set; }

    public GpuThrottleReasons? ThrottleReasons { get; set; }

    public GpuPciLink? PciLink { get; set; }

    public IReadOnlyList<GpuPartition>? Partitions { get; set; }

    public double? PowerPercent { get; set; }

    public IReadOnlyDictionary<string, GpuEngine>? Engines { get; set; }

    /// <summary>The same values, to be added to.</summary>
    public GpuDraft Copy()
    {
        GpuDraft copy = (GpuDraft)MemberwiseClone();
        copy.Reasons = Reasons.Copy();
        return copy;
    }

    /// <summary>Takes over what another source has, where this one has nothing.</summary>
    public void FillFrom(GpuDraft other)
    {
        Name ??= other.Name;
        Vendor ??= other.Vendor;
        VendorId ??= other.VendorId;
        DeviceId ??= other.DeviceId;
        PciAddress ??= other.PciAddress;
        Driver ??= other.Driver;
        DriverVersion ??= other.DriverVersion;
        IsSuspended ??= other.IsSuspended;
        MemoryTotal ??= other.MemoryTotal;
        MemoryUsed ??= other.MemoryUsed;
        SharedMemoryTotal ??= other.SharedMemoryTotal;
        SharedMemoryUsed ??= other.SharedMemoryUsed;
        UtilizationPercent ??= other.UtilizationPercent;
        MemoryUtilizationPercent ??= other.MemoryUtilizationPercent;
        EncoderPercent ??= other.EncoderPercent;
        DecoderPercent ??= other.DecoderPercent;
        ClockMegahertz ??= other.ClockMegahertz;
        MaxClockMegahertz ??= other.MaxClockMegahertz;
        MemoryClockMegahertz ??= other.MemoryClockMegahertz;
        TemperatureCelsius ??= other.TemperatureCelsius;
        HotSpotCelsius ??= other.HotSpotCelsius;
        MemoryCelsius ??= other.MemoryCelsius;
        FanRevolutionsPerMinute ??= other.FanRevolutionsPerMinute;
        FanPercent ??= other.FanPercent;
        PowerWatts ??= other.PowerWatts;
        PowerLimitWatts ??= other.PowerLimitWatts;
        EnergyJoules ??= other.EnergyJoules;
        ThrottleReasons ??= other.ThrottleReasons;
        PciLink ??= other.PciLink;
        Partitions ??= other.Partitions;
        PowerPercent ??= other.PowerPercent;
        Engines ??= other.Engines;
        foreach ((GpuValue value, Unavailability reason) in other.Reasons.All)
        {
            Reasons.Note(value, reason);
        }
    }

    /// <summary>The GPU. What is still missing without a reason is not reported by any source.</summary>
    /// <param name="id">What names it.</param>
    public Gpu Build(string id) =>
        new()
        {
            Id = id,
            Name = Reasons.Keep(GpuValue.Name, Name),
            Vendor = Reasons.Keep(GpuValue.Vendor, Vendor),
            VendorId = Reasons.Keep(GpuValue.VendorId, VendorId),
            DeviceId = Reasons.Keep(GpuValue.DeviceId, DeviceId),
            PciAddress = Reasons.Keep(GpuValue.PciAddress, PciAddress),
            Driver = Reasons.Keep(GpuValue.Driver, Driver),
            DriverVersion = Reasons.Keep(GpuValue.DriverVersion, DriverVersion),
            IsSuspended = Reasons.Keep(GpuValue.IsSuspended, IsSuspended),
            MemoryTotal = Reasons.Keep(GpuValue.MemoryTotal, MemoryTotal),
            MemoryUsed = Reasons.Keep(GpuValue.MemoryUsed, MemoryUsed),
            SharedMemoryTotal = Reasons.Keep(GpuValue.SharedMemoryTotal, SharedMemoryTotal),
            SharedMemoryUsed = Reasons.Keep(GpuValue.SharedMemoryUsed, SharedMemoryUsed),
            UtilizationPercent = Reasons.Keep(GpuValue.UtilizationPercent, UtilizationPercent),
            MemoryUtilizationPercent = Reasons.Keep(GpuValue.MemoryUtilizationPercent, MemoryUtilizationPercent),
            EncoderPercent = Reasons.Keep(GpuValue.EncoderPercent, EncoderPercent),
            DecoderPercent = Reasons.Keep(GpuValue.DecoderPercent, DecoderPercent),
            ClockMegahertz = Reasons.Keep(GpuValue.ClockMegahertz, ClockMegahertz),
            MaxClockMegahertz = Reasons.Keep(GpuValue.MaxClockMegahertz, MaxClockMegahertz),
            MemoryClockMegahertz = Reasons.Keep(GpuValue.MemoryClockMegahertz, MemoryClockMegahertz),
            TemperatureCelsius = Reasons.Keep(GpuValue.TemperatureCelsius, TemperatureCelsius),
            HotSpotCelsius = Reasons.Keep(GpuValue.HotSpotCelsius, HotSpotCelsius),
            MemoryCelsius = Reasons.Keep(GpuValue.MemoryCelsius, MemoryCelsius),
            FanRevolutionsPerMinute = Reasons.Keep(GpuValue.FanRevolutionsPerMinute, FanRevolutionsPerMinute),
            FanPercent = Reasons.Keep(GpuValue.FanPercent, FanPercent),
            PowerWatts = Reasons.Keep(GpuValue.PowerWatts, PowerWatts),
            PowerLimitWatts = Reasons.Keep(GpuValue.PowerLimitWatts, PowerLimitWatts),
            EnergyJoules = Reasons.Keep(GpuValue.EnergyJoules, EnergyJoules),
            ThrottleReasons = Reasons.Keep(GpuValue.ThrottleReasons, ThrottleReasons),
            PciLink = Reasons.Keep(GpuValue.PciLink, PciLink),
            Partitions = Reasons.Keep(GpuValue.Partitions, Partitions),
            PowerPercent = Reasons.Keep(GpuValue.PowerPercent, PowerPercent),
            Engines = Reasons.Keep(GpuValue.Engines, Engines),
            Unavailable = Reasons.All,
        };
}
