using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// What the driver of a GPU reports in sysfs. The files are those of amdgpu (Documentation/gpu/amdgpu/thermal.rst, driver-misc.rst), i915
/// (drivers/gpu/drm/i915/gt/intel_gt_sysfs_pm.c), xe (drivers/gpu/drm/xe/xe_gt_freq.c, xe_gt_throttle.c) and hwmon
/// (Documentation/hwmon/sysfs-interface.rst); each driver has some of them.
/// </summary>
internal sealed class LinuxGpuValues
{
    private const double Micro = 1e6;

    // amdgpu has three temperatures, xe up to a dozen.
    private const int MostTemperatures = 16;

    // The reasons of i915 and xe have the same names behind different prefixes.
    private static readonly (string Name, GpuThrottleReasons Reason)[] IntelReasons =
    [
        ("pl1", GpuThrottleReasons.PowerLimit),
        ("pl2", GpuThrottleReasons.PowerLimit),
        ("pl4", GpuThrottleReasons.Current),
        ("thermal", GpuThrottleReasons.Thermal),
        ("prochot", GpuThrottleReasons.External),
        ("ratl", GpuThrottleReasons.Thermal),
        ("vr_thermalert", GpuThrottleReasons.Thermal),
        ("vr_tdc", GpuThrottleReasons.Current),
    ];

    private LinuxGpuValues() { }

    /// <summary>Those of a GPU that is not asked.</summary>
    public static LinuxGpuValues None { get; } = new();

    public string? ProductName { get; private set; }

    public long? MemoryTotal { get; private set; }

    public long? MemoryUsed { get; private set; }

    public long? SharedMemoryTotal { get; private set; }

    public long? SharedMemoryUsed { get; private set; }

    public double? Utilization { get; private set; }

    public double? MemoryUtilization { get; private set; }

    public double? Decoder { get; private set; }

    public double? Clock { get; private set; }

    public double? MaxClock { get; private set; }

    public double? MemoryClock { get; private set; }

    public double? Temperature { get; private set; }

    public double? HotSpot { get; private set; }

    public double? MemoryTemperature { get; private set; }

    public int? Fan { get; private set; }

    public double? FanPercent { get; private set; }

    public double? Power { get; private set; }

    public double? PowerLimit { get; private set; }

    public double? Energy { get; private set; }

    public GpuThrottleReasons? ThrottleReasons { get; private set; }

    public GpuPciLink? PciLink { get; private set; }

    public static LinuxGpuValues Read(FileTree sys, LinuxGpuFiles files, LinuxGpuDevice device)
    {
        LinuxGpuValues values = new();
        values.ReadDevice(sys, files, device);
        values.ReadClocks(files, device);
        values.ReadThrottle(sys, files, device);
        values.ReadHardwareMonitor(sys, files, $"{device.Folder}/hwmon");
        return values;
    }

    private void ReadDevice(FileTree sys, LinuxGpuFiles files, LinuxGpuDevice device)
    {
        string folder = device.Folder;
        ProductName = sys.TryReadText($"{folder}/product_name") is { Length: > 0 } name ? name : null;
        MemoryTotal = files.ReadAmount(GpuValue.MemoryTotal, $"{folder}/mem_info_vram_total");
        MemoryUsed = files.ReadAmount(GpuValue.MemoryUsed, $"{folder}/mem_info_vram_used");
        SharedMemoryTotal = files.ReadAmount(GpuValue.SharedMemoryTotal, $"{folder}/mem_info_gtt_total");
        SharedMemoryUsed = files.ReadAmount(GpuValue.SharedMemoryUsed, $"{folder}/mem_info_gtt_used");
        Utilization = files.ReadPercent(GpuValue.UtilizationPercent, $"{folder}/gpu_busy_percent");
        MemoryUtilization = files.ReadPercent(GpuValue.MemoryUtilizationPercent, $"{folder}/mem_busy_percent");
        Decoder = files.ReadPercent(GpuValue.DecoderPercent, $"{folder}/vcn_busy_percent");
        if (device.IsPci)
        {
            PciLink = ReadPciLink(sys, folder);
        }
    }

    // A device on the bus of the CPU itself has a link of no lanes, or of 255 (PCI_EXP_LNKSTA of all ones).
    private static GpuPciLink? ReadPciLink(FileTree sys, string folder)
    {
        GpuPciLink link = new()
        {
            Width = ReadWidth(sys, $"{folder}/current_link_width"),
            MaxWidth = ReadWidth(sys, $"{folder}/max_link_width"),
            GigatransfersPerSecond = ReadSpeed(sys, $"{folder}/current_link_speed"),
            MaxGigatransfersPerSecond = ReadSpeed(sys, $"{folder}/max_link_speed"),
        };
        return link == default ? null : link;
    }

    private static int? ReadWidth(FileTree sys, string path) => sys.ReadInt64(path) is > 0 and <= 32 and { } width ? (int)width : null;

    private static double? ReadSpeed(FileTree sys, string path) => sys.ReadBytes(path, 64) is { } text ? PciLinkSpeed.Parse(text) : null;

    private void ReadClocks(LinuxGpuFiles files, LinuxGpuDevice device)
    {
        string folder = device.Folder;
        string? card = device.CardFolder;
        DpmClocks? clocks = files.Read(GpuValue.MaxClockMegahertz, static bytes => DpmClocks.Parse(bytes), $"{folder}/pp_dpm_sclk");
        Clock = clocks?.CurrentMegahertz
            ?? files.ReadAmount(
                GpuValue.ClockMegahertz,
                Below(card, "gt/gt0/rps_act_freq_mhz"),
                Below(card, "gt_act_freq_mhz"),
                $"{folder}/tile0/gt0/freq0/act_freq"
            );
        MaxClock = clocks?.HighestMegahertz
            ?? files.ReadAmount(
                GpuValue.MaxClockMegahertz,
                Below(card, "gt/gt0/rps_RP0_freq_mhz"),
                Below(card, "gt_RP0_freq_mhz"),
                $"{folder}/tile0/gt0/freq0/rp0_freq"
            );
        MemoryClock = files
            .Read(GpuValue.MemoryClockMegahertz, static bytes => DpmClocks.Parse(bytes), $"{folder}/pp_dpm_mclk")
            ?.CurrentMegahertz;
    }

    private void ReadThrottle(FileTree sys, LinuxGpuFiles files, LinuxGpuDevice device)
    {
        string xe = $"{device.Folder}/tile0/gt0/freq0/throttle/";
        string? i915 = Below(device.CardFolder, "gt/gt0/throttle_reason_");
        string? i915Status = i915 is null ? null : $"{i915}status";
        long? status = files.ReadAmount(GpuValue.ThrottleReasons, i915Status, $"{xe}status");
        if (status is null)
        {
            return;
        }

        GpuThrottleReasons reasons = GpuThrottleReasons.None;
        foreach ((string name, GpuThrottleReasons reason) in IntelReasons)
        {
            long? isSet = sys.ReadInt64($"{xe}reason_{name}") ?? (i915 is null ? null : sys.ReadInt64(i915 + name));
            reasons |= isSet > 0 ? reason : GpuThrottleReasons.None;
        }

        ThrottleReasons = reasons == GpuThrottleReasons.None && status > 0 ? GpuThrottleReasons.Other : reasons;
    }

    private void ReadHardwareMonitor(FileTree sys, LinuxGpuFiles files, string parent)
    {
        if (sys.List(parent) is not [var name, ..])
        {
            return;
        }

        string folder = $"{parent}/{name}";
        ReadTemperatures(sys, files, folder);
        Fan = files.ReadAmount(GpuValue.FanRevolutionsPerMinute, $"{folder}/fan1_input") is <= int.MaxValue and { } fan ? (int)fan : null;
        long? full = sys.ReadInt64($"{folder}/pwm1_max") ?? 255;
        long? set = files.ReadAmount(GpuValue.FanPercent, $"{folder}/pwm1");
        FanPercent = set <= full && full > 0 ? 100.0 * set / full : null;
        Power = files.ReadScaled(GpuValue.PowerWatts, Micro, $"{folder}/power1_average", $"{folder}/power1_input");
        PowerLimit = files.ReadScaled(GpuValue.PowerLimitWatts, Micro, $"{folder}/power1_cap", $"{folder}/power1_max");
        Energy = files.ReadScaled(GpuValue.EnergyJoules, Micro, $"{folder}/energy1_input");
        Clock = files.ReadScaled(GpuValue.ClockMegahertz, Micro, $"{folder}/freq1_input") ?? Clock;
        MemoryClock = files.ReadScaled(GpuValue.MemoryClockMegahertz, Micro, $"{folder}/freq2_input") ?? MemoryClock;
    }

    private void ReadTemperatures(FileTree sys, LinuxGpuFiles files, string folder)
    {
        double? first = null;
        for (int number = 1; number <= MostTemperatures; number++)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"{folder}/temp{number}");
            switch (sys.TryReadText($"{path}_label"))
            {
                case "junction":
                    HotSpot = files.ReadTemperature(GpuValue.HotSpotCelsius, $"{path}_input");
                    break;
                case "mem" or "vram":
                    MemoryTemperature = files.ReadTemperature(GpuValue.MemoryCelsius, $"{path}_input");
                    break;
                default:
                    first ??= files.ReadTemperature(GpuValue.TemperatureCelsius, $"{path}_input");
                    break;
            }
        }

        Temperature = first;
    }

    private static string? Below(string? folder, string path) => folder is null ? null : $"{folder}/{path}";
}
