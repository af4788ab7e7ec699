namespace Psutil;

/// <summary>A process on a GPU, and its use of it between two readings of a <see cref="GpuMeter"/>.</summary>
public sealed class GpuProcessUse
{
    /// <summary>The process and its GPU at the second reading.</summary>
    public required GpuProcess Process { get; init; }

    /// <summary>
    /// How much of the GPU the process used, in percent: that of the engine that it used most, or
    /// <see cref="ProcessGpuCounters.UtilizationPercent"/> where engines are not reported. Null if unknown: the driver does not report
    /// it, or the process was not there at the first reading.
    /// </summary>
    public double? UtilizationPercent { get; init; }

    /// <summary>The same of each engine, by the driver's name of the engine; empty if unknown.</summary>
    public required IReadOnlyDictionary<string, double> EnginePercents { get; init; }
}
