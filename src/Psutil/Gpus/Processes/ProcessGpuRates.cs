namespace Psutil;

/// <summary>A process's use of one GPU between two refreshes of a <see cref="ProcessMonitor"/>.</summary>
public sealed class ProcessGpuRates
{
    /// <summary>The GPU, as its <see cref="Gpu.Id"/>.</summary>
    public required string GpuId { get; init; }

    /// <summary>
    /// How much of the GPU the process used, in percent: that of the engine that it used most, or
    /// <see cref="ProcessGpuCounters.UtilizationPercent"/> where engines are not reported. Null if unknown: the driver does not report
    /// it, or the process did not use this GPU at the earlier refresh.
    /// </summary>
    public double? UtilizationPercent { get; init; }

    /// <summary>The same of each engine, by the driver's name of the engine; empty if unknown.</summary>
    public required IReadOnlyDictionary<string, double> EnginePercents { get; init; }

    /// <summary>
    /// The use of all GPUs between two readings of a process, in percent of one GPU: on several GPUs it can be more than 100. Null if it is
    /// not known of any GPU; 0 if the process uses none.
    /// </summary>
    /// <param name="earlier">The <see cref="ProcessSnapshot.Gpu"/> of the earlier reading.</param>
    /// <param name="later">The same of the later reading.</param>
    /// <param name="elapsed">The time between them.</param>
    public static double? TotalBetween(IReadOnlyList<ProcessGpuCounters> earlier, IReadOnlyList<ProcessGpuCounters> later, TimeSpan elapsed)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        return Total(Between(earlier, later, elapsed));
    }

    /// <summary>The use of all GPUs; null if it is not known of any.</summary>
    internal static double? Total(IReadOnlyList<ProcessGpuRates> gpus)
    {
        double? sum = gpus.Count == 0 ? 0 : null;
        foreach (ProcessGpuRates rates in gpus)
        {
            sum = rates.UtilizationPercent is { } percent ? (sum ?? 0) + percent : sum;
        }

        return sum;
    }

    /// <summary>The use of all GPUs that a process uses at the later of two readings.</summary>
    internal static IReadOnlyList<ProcessGpuRates> Between(
        IReadOnlyList<ProcessGpuCounters> earlier,
        IReadOnlyList<ProcessGpuCounters> later,
        TimeSpan elapsed
    )
    {
        if (later.Count == 0)
        {
            return [];
        }

        Dictionary<GpuClientKey, IReadOnlyDictionary<string, GpuEngine>> before = [];
        foreach ((GpuClientKey key, IReadOnlyDictionary<string, GpuEngine> engines) in earlier.SelectMany(GpuClientKey.ClientsOf))
        {
            before[key] = engines;
        }

        return
        [
            .. later.Select(gpu =>
            {
                Dictionary<string, double> engines = GpuClientKey.Compare(gpu, null, before, elapsed);
                return new ProcessGpuRates
                {
                    GpuId = gpu.GpuId,
                    UtilizationPercent = GpuClientKey.Busiest(engines) ?? gpu.UtilizationPercent,
                    EnginePercents = engines,
                };
            }),
        ];
    }
}
