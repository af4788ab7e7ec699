namespace Psutil.Platforms.Linux;

/// <summary>Reads one GPU in sysfs.</summary>
internal sealed class LinuxGpuReader(FileTree sys, LinuxGpuDevice device, Func<int, int, string?> nameOf)
{
    private const int Amd = 0x1002;
    private const int Intel = 0x8086;
    private const int Nvidia = 0x10de;

    private readonly GpuReasons _reasons = new();

    public Gpu Read()
    {
        LinuxGpuFiles files = new(sys, _reasons);
        string folder = device.Folder;
        bool? isSuspended = sys.TryReadText($"{folder}/power/runtime_status") switch
        {
            "suspended" or "suspending" => true,
            "active" or "resuming" => false,
            _ => null,
        };
        string? driver = LinuxGpuDevices.ReadLinkName(sys, $"{folder}/driver");
        int? vendorId = device.IsPci ? files.ReadPciNumber(GpuValue.VendorId, $"{folder}/vendor") : null;
        int? deviceId = device.IsPci ? files.ReadPciNumber(GpuValue.DeviceId, $"{folder}/device") : null;
        string? name = vendorId is { } vendor && deviceId is { } model ? nameOf(vendor, model) : null;

        // Many drivers wake the GPU for the answer.
        LinuxGpuValues values = isSuspended == true ? LinuxGpuValues.None : LinuxGpuValues.Read(sys, files, device);
        UnavailableReason missing = isSuspended == true ? UnavailableReason.Absent : UnavailableReason.NotSupported;
        UnavailableReason notPci = device.IsPci ? UnavailableReason.NotSupported : UnavailableReason.Absent;
        return new Gpu
        {
            Id = device.Id,
            Name = _reasons.Keep(GpuValue.Name, values.ProductName ?? name),
            Vendor = _reasons.Keep(GpuValue.Vendor, ToVendor(vendorId), notPci),
            VendorId = _reasons.Keep(GpuValue.VendorId, vendorId, notPci),
            DeviceId = _reasons.Keep(GpuValue.DeviceId, deviceId, notPci),
            PciAddress = _reasons.Keep(GpuValue.PciAddress, device.IsPci ? device.Id : null, notPci),
            Driver = _reasons.Keep(GpuValue.Driver, driver, UnavailableReason.Absent),
            DriverVersion = _reasons.Keep(GpuValue.DriverVersion, ReadDriverVersion(driver), UnavailableReason.Absent),
            IsSuspended = _reasons.Keep(GpuValue.IsSuspended, isSuspended),
            MemoryTotal = _reasons.Keep(GpuValue.MemoryTotal, values.MemoryTotal, missing),
            MemoryUsed = _reasons.Keep(GpuValue.MemoryUsed, values.MemoryUsed, missing),
            SharedMemoryTotal = _reasons.Keep(GpuValue.SharedMemoryTotal, values.SharedMemoryTotal, missing),
            SharedMemoryUsed = _reasons.Keep(GpuValue.SharedMemoryUsed, values.SharedMemoryUsed, missing),
            UtilizationPercent = _reasons.Keep(GpuValue.UtilizationPercent, values.Utilization, missing),
            MemoryUtilizationPercent = _reasons.Keep(GpuValue.MemoryUtilizationPercent, values.MemoryUtilization, missing),
            EncoderPercent = _reasons.Keep<double>(GpuValue.EncoderPercent, null, missing),
            DecoderPercent = _reasons.Keep(GpuValue.DecoderPercent, values.Decoder, missing),
            ClockMegahertz = _reasons.Keep(GpuValue.ClockMegahertz, values.Clock, missing),
            MaxClockMegahertz = _reasons.Keep(GpuValue.MaxClockMegahertz, values.MaxClock, missing),
            MemoryClockMegahertz = _reasons.Keep(GpuValue.MemoryClockMegahertz, values.MemoryClock, missing),
            TemperatureCelsius = _reasons.Keep(GpuValue.TemperatureCelsius, values.Temperature, missing),
            HotSpotCelsius = _reasons.Keep(GpuValue.HotSpotCelsius, values.HotSpot, missing),
            MemoryCelsius = _reasons.Keep(GpuValue.MemoryCelsius, values.MemoryTemperature, missing),
            FanRevolutionsPerMinute = _reasons.Keep(GpuValue.FanRevolutionsPerMinute, values.Fan, missing),
            FanPercent = _reasons.Keep(GpuValue.FanPercent, values.FanPercent, missing),
            PowerWatts = _reasons.Keep(GpuValue.PowerWatts, values.Power, missing),
            PowerLimitWatts = _reasons.Keep(GpuValue.PowerLimitWatts, values.PowerLimit, missing),
            EnergyJoules = _reasons.Keep(GpuValue.EnergyJoules, values.Energy, missing),
            ThrottleReasons = _reasons.Keep(GpuValue.ThrottleReasons, values.ThrottleReasons, missing),
            PciLink = _reasons.Keep(GpuValue.PciLink, values.PciLink, device.IsPci ? missing : UnavailableReason.Absent),
            Partitions = _reasons.Keep<IReadOnlyList<GpuPartition>>(GpuValue.Partitions, null),
            Unavailable = _reasons.All,
        };
    }

    private static GpuVendor? ToVendor(int? id) =>
        id switch
        {
            Amd => GpuVendor.Amd,
            Intel => GpuVendor.Intel,
            Nvidia => GpuVendor.Nvidia,
            _ => null,
        };

    // Modules of the kernel's own tree have none.
    private string? ReadDriverVersion(string? driver) =>
        driver is null ? null
        : sys.TryReadText($"module/{driver.Replace('-', '_')}/version") is { Length: > 0 } version ? version
        : null;
}
