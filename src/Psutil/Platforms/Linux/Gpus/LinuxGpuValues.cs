using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// What the driver of a GPU reports in sysfs. The files are those of amdgpu (Documentation/gpu/amdgpu/thermal.rst, driver-misc.rst), i915
/// (drivers/gpu/drm/i915/gt/intel_gt_sysfs_pm.c), xe (drivers/gpu/drm/xe/xe_gt_freq.c, xe_gt_throttle.c) and hwmon
/// (Documentation/hwmon/sysfs-interface.rst); each driver has some of them.
/// </summary>
internal sealed class LinuxGpuValues(FileTree sys, LinuxGpuDevice device, GpuDraft draft)
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

    private readonly LinuxGpuFiles _files = new(sys, draft.Reasons);

    public void Read()
    {
        ReadDevice();

        // A measured clock counts before that of the level that the driver has chosen.
        ReadHardwareMonitor($"{device.Folder}/hwmon");
        ReadClocks();
        ReadThrottle();
    }

    private void ReadDevice()
    {
        string folder = device.Folder;
        draft.Name ??= sys.TryReadText($"{folder}/product_name") is { Length: > 0 } name ? name : null;
        draft.MemoryTotal ??= _files.ReadAmount(GpuValue.MemoryTotal, $"{folder}/mem_info_vram_total");
        draft.MemoryUsed ??= _files.ReadAmount(GpuValue.MemoryUsed, $"{folder}/mem_info_vram_used");
        draft.SharedMemoryTotal ??= _files.ReadAmount(GpuValue.SharedMemoryTotal, $"{folder}/mem_info_gtt_total");
        draft.SharedMemoryUsed ??= _files.ReadAmount(GpuValue.SharedMemoryUsed, $"{folder}/mem_info_gtt_used");
        draft.UtilizationPercent ??= _files.ReadPercent(GpuValue.UtilizationPercent, $"{folder}/gpu_busy_percent");
        draft.MemoryUtilizationPercent ??= _files.ReadPercent(GpuValue.MemoryUtilizationPercent, $"{folder}/mem_busy_percent");
        draft.DecoderPercent ??= _files.ReadPercent(GpuValue.DecoderPercent, $"{folder}/vcn_busy_percent");
        if (device.IsPci)
        {
            draft.PciLink ??= ReadPciLink(folder);
        }
    }

    // A device on the bus of the CPU itself has a link of no lanes, or of 255 (PCI_EXP_LNKSTA of all ones).
    private GpuPciLink? ReadPciLink(string folder)
    {
        GpuPciLink link = new()
        {
            Width = ReadWidth($"{folder}/current_link_width"),
            MaxWidth = ReadWidth($"{folder}/max_link_width"),
            GigatransfersPerSecond = ReadSpeed($"{folder}/current_link_speed"),
            MaxGigatransfersPerSecond = ReadSpeed($"{folder}/max_link_speed"),
        };
        return link == default ? null : link;
    }

    private int? ReadWidth(string path) => sys.ReadInt64(path) is > 0 and <= 32 and { } width ? (int)width : null;

    private double? ReadSpeed(string path) => sys.ReadBytes(path, 64) is { } text ? PciLinkSpeed.Parse(text) : null;

    private void ReadClocks()
    {
        string folder = device.Folder;
        string? card = device.CardFolder;
        DpmClocks? clocks = _files.Read(GpuValue.MaxClockMegahertz, static bytes => DpmClocks.Parse(bytes), $"{folder}/pp_dpm_sclk");
        draft.ClockMegahertz ??= clocks?.CurrentMegahertz
            ?? _files.ReadAmount(
                GpuValue.ClockMegahertz,
                Below(card, "gt/gt0/rps_act_freq_mhz"),
                Below(card, "gt_act_freq_mhz"),
                $"{folder}/tile0/gt0/freq0/act_freq"
            );
        draft.MaxClockMegahertz ??= clocks?.HighestMegahertz
            ?? _files.ReadAmount(
                GpuValue.MaxClockMegahertz,
                Below(card, "gt/gt0/rps_RP0_freq_mhz"),
                Below(card, "gt_RP0_freq_mhz"),
                $"{folder}/tile0/gt0/freq0/rp0_freq"
            );
        draft.MemoryClockMegahertz ??= _files
            .Read(GpuValue.MemoryClockMegahertz, static bytes => DpmClocks.Parse(bytes), $"{folder}/pp_dpm_mclk")
            ?.CurrentMegahertz;
    }

    private void ReadThrottle()
    {
        draft.ThrottleReasons ??= _files
            .Read(
                GpuValue.ThrottleReasons,
                static bytes =>
                    AmdGpuMetrics.TryParse(bytes, out GpuThrottleReasons? found)
                        ? ValueTuple.Create(found)
                        : (ValueTuple<GpuThrottleReasons?>?)null,
                $"{device.Folder}/gpu_metrics"
            )
            ?.Item1;
        string xe = $"{device.Folder}/tile0/gt0/freq0/throttle/";
        string? i915 = Below(device.CardFolder, "gt/gt0/throttle_reason_");
        string? i915Status = i915 is null ? null : $"{i915}status";
        long? status = _files.ReadAmount(GpuValue.ThrottleReasons, i915Status, $"{xe}status");
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

        draft.ThrottleReasons ??= reasons == GpuThrottleReasons.None && status > 0 ? GpuThrottleReasons.Other : reasons;
    }

    private void ReadHardwareMonitor(string parent)
    {
        if (sys.List(parent) is not [var name, ..])
        {
            return;
        }

        string folder = $"{parent}/{name}";
        ReadTemperatures(folder);
        draft.FanRevolutionsPerMinute ??= _files.ReadAmount(GpuValue.FanRevolutionsPerMinute, $"{folder}/fan1_input")
            is <= int.MaxValue
                and { } fan
            ? (int)fan
            : null;
        long? full = sys.ReadInt64($"{folder}/pwm1_max") ?? 255;
        long? set = _files.ReadAmount(GpuValue.FanPercent, $"{folder}/pwm1");
        draft.FanPercent ??= set <= full && full > 0 ? 100.0 * set / full : null;
        draft.PowerWatts ??= _files.ReadScaled(GpuValue.PowerWatts, Micro, $"{folder}/power1_average", $"{folder}/power1_input");
        draft.PowerLimitWatts ??= _files.ReadScaled(GpuValue.PowerLimitWatts, Micro, $"{folder}/power1_cap", $"{folder}/power1_max");
        draft.EnergyJoules ??= _files.ReadScaled(GpuValue.EnergyJoules, Micro, $"{folder}/energy1_input");
        draft.ClockMegahertz ??= _files.ReadScaled(GpuValue.ClockMegahertz, Micro, $"{folder}/freq1_input");
        draft.MemoryClockMegahertz ??= _files.ReadScaled(GpuValue.MemoryClockMegahertz, Micro, $"{folder}/freq2_input");
    }

    private void ReadTemperatures(string folder)
    {
        double? first = null;
        for (int number = 1; number <= MostTemperatures; number++)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"{folder}/temp{number}");
            switch (sys.TryReadText($"{path}_label"))
            {
                case "junction":
                    draft.HotSpotCelsius ??= _files.ReadTemperature(GpuValue.HotSpotCelsius, $"{path}_input");
                    break;
                case "mem" or "vram":
                    draft.MemoryCelsius ??= _files.ReadTemperature(GpuValue.MemoryCelsius, $"{path}_input");
                    break;
                default:
                    first ??= _files.ReadTemperature(GpuValue.TemperatureCelsius, $"{path}_input");
                    break;
            }
        }

        draft.TemperatureCelsius ??= first;
    }

    private static string? Below(string? folder, string path) => folder is null ? null : $"{folder}/{path}";
}
