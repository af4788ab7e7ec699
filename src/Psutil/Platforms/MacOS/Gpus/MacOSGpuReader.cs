using Psutil.Platforms.MacOS.Interop;
using Psutil.Platforms.MacOS.Parsing;

namespace Psutil.Platforms.MacOS;

/// <summary>
/// Reads one accelerator in IOKit's registry. Its keys are not documented and differ by driver: Apple's own GPUs share the machine's
/// memory, those of AMD report clocks, temperature and power.
/// </summary>
internal sealed class MacOSGpuReader
{
    private const long Mega = 1024 * 1024;
    private const double MostPercent = 100;

    private readonly GpuDraft _draft = new();

    public GpuDraft Read(uint accelerator)
    {
        uint device = IOKit.GetParent(accelerator);
        nint properties = IOKit.GetProperties(accelerator);
        nint deviceProperties = device == 0 ? 0 : IOKit.GetProperties(device);
        ReadModel(properties, deviceProperties);
        _draft.Driver = IOKit.GetName(accelerator);
        if (CoreFoundation.FindDictionary(properties, "PerformanceStatistics") is not 0 and var statistics)
        {
            ReadStatistics(statistics);
        }

        // In megabytes, with the device or the accelerator.
        long? megabytes = Find(deviceProperties, "VRAM,totalMB") ?? Find(properties, "VRAM,totalMB");
        _draft.MemoryTotal = megabytes is > 0 and { } known ? Saturating.Multiply(known, Mega) : null;
        CoreFoundation.Release(deviceProperties);
        CoreFoundation.Release(properties);
        IOKit.Release(device);
        return _draft;
    }

    private void ReadModel(nint properties, nint device)
    {
        _draft.Name = FindText(properties, "model") ?? FindText(device, "model");
        _draft.VendorId = FindPciNumber(properties, "vendor-id") ?? FindPciNumber(device, "vendor-id");
        _draft.DeviceId = FindPciNumber(properties, "device-id") ?? FindPciNumber(device, "device-id");
        _draft.Vendor = GpuVendors.Of(_draft.VendorId);
        _draft.PciAddress = GpuRegistryText.FormatAddress(FindText(device, "pcidebug"));

        // Apple's own GPUs are not on a PCI bus.
        _draft.Reasons.Note(UnavailableReason.Absent, GpuValue.PciAddress, GpuValue.PciLink);
    }

    private void ReadStatistics(nint statistics)
    {
        _draft.UtilizationPercent = Percent(Find(statistics, "Device Utilization %") ?? Find(statistics, "GPU Activity(%)"));
        _draft.SharedMemoryUsed = NotNegative(Find(statistics, "In use system memory"));
        _draft.MemoryUsed = NotNegative(Find(statistics, "vramUsedBytes") ?? Find(statistics, "inUseVidMemoryBytes"));
        _draft.TemperatureCelsius = NotNegative(Find(statistics, "Temperature(C)"));
        _draft.ClockMegahertz = NotNegative(Find(statistics, "Core Clock(MHz)"));
        _draft.MemoryClockMegahertz = NotNegative(Find(statistics, "Memory Clock(MHz)"));
        _draft.PowerWatts = NotNegative(Find(statistics, "Total Power(W)"));
        _draft.FanPercent = Percent(Find(statistics, "Fan Speed(%)"));
        _draft.FanRevolutionsPerMinute = NotNegative(Find(statistics, "Fan Speed(RPM)")) is { } turns
            ? (int)Math.Min(turns, int.MaxValue)
            : null;
    }

    private static long? Find(nint dictionary, string key) =>
        dictionary == 0 ? null : CoreFoundation.ToInt64(CoreFoundation.GetValue(dictionary, key));

    // A text, or bytes that end in a NUL.
    private static string? FindText(nint dictionary, string key) =>
        dictionary == 0 || CoreFoundation.GetValue(dictionary, key) is not (not 0 and var value)
            ? null
            : CoreFoundation.ToText(value) ?? GpuRegistryText.ReadText(CoreFoundation.ToBytes(value));

    private static int? FindPciNumber(nint dictionary, string key) =>
        dictionary == 0 ? null : GpuRegistryText.ReadPciNumber(CoreFoundation.ToBytes(CoreFoundation.GetValue(dictionary, key)));

    // Rounding brings a busy GPU above 100.
    private static double? Percent(long? value) => value is >= 0 and { } known ? Math.Min(known, MostPercent) : null;

    private static long? NotNegative(long? value) => value is >= 0 ? value : null;
}
