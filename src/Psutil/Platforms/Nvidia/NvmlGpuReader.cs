using Psutil.Platforms.Nvidia.Interop;

namespace Psutil.Platforms.Nvidia;

/// <summary>Reads one GPU.</summary>
internal sealed class NvmlGpuReader(NvmlFunctions nvml, nint device)
{
    // NVML_DEVICE_NAME_V2_BUFFER_SIZE and NVML_DEVICE_UUID_V2_BUFFER_SIZE.
    private const int LongestName = 96;
    private const uint MostPartitions = 64;
    private const double Milli = 1e3;

    // nvmlClocksThrottleReasons of nvml.h.
    private static readonly (ulong Bit, GpuThrottleReasons Reason)[] ThrottleBits =
    [
        (0x1, GpuThrottleReasons.Idle),
        (0x2, GpuThrottleReasons.ClockSetting),
        (0x4, GpuThrottleReasons.PowerLimit),
        (0x8, GpuThrottleReasons.Hardware),
        (0x10, GpuThrottleReasons.SyncBoost),
        (0x20, GpuThrottleReasons.Thermal),
        (0x40, GpuThrottleReasons.Thermal),
        (0x80, GpuThrottleReasons.External),
        (0x100, GpuThrottleReasons.ClockSetting),
    ];

    private readonly GpuDraft _draft = new();

    public GpuDraft Read(string? driverVersion)
    {
        _draft.Vendor = GpuVendor.Nvidia;
        _draft.DriverVersion = driverVersion;
        Span<byte> text = stackalloc byte[LongestName];
        if (IsKnown(nvml.GetName(device, text), "nvmlDeviceGetName", GpuValue.Name))
        {
            _draft.Name = ToText(text);
        }

        ReadUse();
        ReadSpeed();
        ReadHeat();
        ReadPartitions();
        return _draft;
    }

    /// <summary>The text up to its NUL; null if it is empty.</summary>
    public static string? ToText(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)0);
        ReadOnlySpan<byte> used = end < 0 ? text : text[..end];
        return used.IsEmpty ? null : OSText.GetString(used);
    }

    private void ReadUse()
    {
        if (
            IsKnown(
                nvml.GetMemory(device, out ulong total, out ulong used),
                "nvmlDeviceGetMemoryInfo",
                GpuValue.MemoryTotal,
                GpuValue.MemoryUsed
            )
        )
        {
            _draft.MemoryTotal = ToAmount(total);
            _draft.MemoryUsed = ToAmount(used);
        }

        if (
            IsKnown(
                nvml.GetUtilization(device, out NvmlUtilization utilization),
                "nvmlDeviceGetUtilizationRates",
                GpuValue.UtilizationPercent,
                GpuValue.MemoryUtilizationPercent
            )
        )
        {
            _draft.UtilizationPercent = ToPercent(utilization.Gpu);
            _draft.MemoryUtilizationPercent = ToPercent(utilization.Memory);
        }

        if (IsKnown(nvml.GetEncoder(device, out uint encoder), "nvmlDeviceGetEncoderUtilization", GpuValue.EncoderPercent))
        {
            _draft.EncoderPercent = ToPercent(encoder);
        }

        if (IsKnown(nvml.GetDecoder(device, out uint decoder), "nvmlDeviceGetDecoderUtilization", GpuValue.DecoderPercent))
        {
            _draft.DecoderPercent = ToPercent(decoder);
        }
    }

    private void ReadSpeed()
    {
        if (IsKnown(nvml.GetClock(device, NvmlClock.Graphics, out uint clock), "nvmlDeviceGetClockInfo", GpuValue.ClockMegahertz))
        {
            _draft.ClockMegahertz = clock;
        }

        if (IsKnown(nvml.GetMaxClock(device, NvmlClock.Graphics, out clock), "nvmlDeviceGetMaxClockInfo", GpuValue.MaxClockMegahertz))
        {
            _draft.MaxClockMegahertz = clock;
        }

        if (IsKnown(nvml.GetClock(device, NvmlClock.Memory, out clock), "nvmlDeviceGetClockInfo", GpuValue.MemoryClockMegahertz))
        {
            _draft.MemoryClockMegahertz = clock;
        }

        if (IsKnown(nvml.GetThrottleReasons(device, out ulong bits), "nvmlDeviceGetCurrentClocksThrottleReasons", GpuValue.ThrottleReasons))
        {
            _draft.ThrottleReasons = ToReasons(bits);
        }
    }

    private void ReadHeat()
    {
        if (IsKnown(nvml.GetTemperature(device, out uint degrees), "nvmlDeviceGetTemperature", GpuValue.TemperatureCelsius))
        {
            _draft.TemperatureCelsius = degrees < 1000 ? degrees : null;
        }

        if (IsKnown(nvml.GetFan(device, out uint fan), "nvmlDeviceGetFanSpeed", GpuValue.FanPercent))
        {
            // Of the speed that the fan is meant for, which it can exceed.
            _draft.FanPercent = fan < 1000 ? fan : null;
        }

        if (IsKnown(nvml.GetPower(device, out uint milliwatts), "nvmlDeviceGetPowerUsage", GpuValue.PowerWatts))
        {
            _draft.PowerWatts = milliwatts / Milli;
        }

        if (IsKnown(nvml.GetPowerLimit(device, out milliwatts), "nvmlDeviceGetEnforcedPowerLimit", GpuValue.PowerLimitWatts))
        {
            _draft.PowerLimitWatts = milliwatts / Milli;
        }

        if (IsKnown(nvml.GetEnergy(device, out ulong millijoules), "nvmlDeviceGetTotalEnergyConsumption", GpuValue.EnergyJoules))
        {
            _draft.EnergyJoules = millijoules / Milli;
        }
    }

    private void ReadPartitions()
    {
        if (!IsKnown(nvml.GetMigMode(device, out uint mode), "nvmlDeviceGetMigMode", GpuValue.Partitions))
        {
            return;
        }

        List<GpuPartition> partitions = [];
        if (mode != 0)
        {
            if (!IsKnown(nvml.GetMigCount(device, out uint count), "nvmlDeviceGetMaxMigDeviceCount", GpuValue.Partitions))
            {
                return;
            }

            for (uint index = 0; index < Math.Min(count, MostPartitions); index++)
            {
                // There can be fewer than the maximum.
                if (nvml.GetMigHandle(device, index, out nint instance) == NvmlResult.Success)
                {
                    partitions.Add(ReadPartition((int)index, instance));
                }
            }
        }

        _draft.Partitions = partitions;
    }

    private GpuPartition ReadPartition(int index, nint instance)
    {
        Span<byte> name = stackalloc byte[LongestName];
        Span<byte> uuid = stackalloc byte[LongestName];
        bool hasName = nvml.GetName(instance, name) == NvmlResult.Success;
        bool hasUuid = nvml.GetUuid(instance, uuid) == NvmlResult.Success;
        bool hasMemory = nvml.GetMemory(instance, out ulong total, out ulong used) == NvmlResult.Success;
        return new GpuPartition
        {
            Index = index,
            Name = hasName ? ToText(name) : null,
            Uuid = hasUuid ? ToText(uuid) : null,
            MemoryTotal = hasMemory ? ToAmount(total) : null,
            MemoryUsed = hasMemory ? ToAmount(used) : null,
        };
    }

    private static GpuThrottleReasons ToReasons(ulong bits)
    {
        GpuThrottleReasons reasons = GpuThrottleReasons.None;
        foreach ((ulong bit, GpuThrottleReasons reason) in ThrottleBits)
        {
            reasons |= (bits & bit) != 0 ? reason : GpuThrottleReasons.None;
            bits &= ~bit;
        }

        return bits != 0 ? reasons | GpuThrottleReasons.Other : reasons;
    }

    private static double? ToPercent(uint percent) => percent <= 100 ? percent : null;

    private static long? ToAmount(ulong bytes) => bytes <= long.MaxValue ? (long)bytes : null;

    private bool IsKnown(NvmlResult result, string function, params ReadOnlySpan<GpuValue> values)
    {
        if (result == NvmlResult.Success)
        {
            return true;
        }

        foreach (GpuValue value in values)
        {
            _draft.Reasons.Note(value, NvmlErrors.ReasonOf(function, result));
        }

        return false;
    }
}
