namespace Psutil;

/// <summary>A GPU, and its use between two readings of a <see cref="GpuMeter"/>.</summary>
public sealed class GpuUse
{
    /// <summary>The GPU at the second reading.</summary>
    public required Gpu Gpu { get; init; }

    /// <summary>
    /// How busy the GPU was, in percent: <see cref="Psutil.Gpu.UtilizationPercent"/> if the driver reports it, otherwise that of the
    /// busiest of <see cref="EnginePercents"/>. Null if neither is known; a GPU that no visible process uses may be busy.
    /// </summary>
    public double? UtilizationPercent { get; init; }

    /// <summary>
    /// How busy each engine was with the processes that the caller may read, in percent, by the driver's name of the engine; empty if
    /// unknown.
    /// </summary>
    public required IReadOnlyDictionary<string, double> EnginePercents { get; init; }

    /// <summary>
    /// The power, in watts: <see cref="Psutil.Gpu.PowerWatts"/>, or the mean since the previous reading by
    /// <see cref="Psutil.Gpu.EnergyJoules"/>. Null if neither is known.
    /// </summary>
    public double? PowerWatts { get; init; }
}
