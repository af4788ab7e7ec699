namespace Psutil.Diagnostics;

// Where GPUs are not supported, the exception is for the caller.
#pragma warning disable CA1416

/// <summary>
/// The GPUs and their use since the previous reading. What a driver does not report itself is measured by the work for processes, whose
/// descriptors are read only then.
/// </summary>
internal sealed class GpuUses(Gpus gpus)
{
    private GpuMeter? _meter;
    private GpuReading? _last;

    /// <summary>Reads the GPUs; empty if there are none.</summary>
    public IReadOnlyList<GpuUse> Read()
    {
        IReadOnlyList<Gpu> found = gpus.GetGpus();
        if (found.Any(NeedsMeter) && Measure() is { } measured)
        {
            return measured;
        }

        return [.. found.Select(Unmeasured)];
    }

    private static bool NeedsMeter(Gpu gpu) =>
        gpu.IsSuspended != true && (gpu.UtilizationPercent is null || (gpu.PowerWatts is null && gpu.EnergyJoules is not null));

    private static GpuUse Unmeasured(Gpu gpu) =>
        new()
        {
            Gpu = gpu,
            UtilizationPercent = gpu.UtilizationPercent,
            PowerWatts = gpu.PowerWatts,
            EnginePercents = new Dictionary<string, double>(),
        };

    private IReadOnlyList<GpuUse>? Measure()
    {
        if (_meter is null)
        {
            _meter = gpus.CreateMeter();
            return null;
        }

        return (_last = _meter.Read() ?? _last)?.Gpus;
    }
}
