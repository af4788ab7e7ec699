namespace Psutil;

/// <summary>A CPU's frequency and the limits that it is held to.</summary>
public readonly record struct CpuFrequency
{
    /// <summary>The present frequency in MHz; the highest on macOS with Apple's processors, which do not report the present one.</summary>
    public required double CurrentMegahertz { get; init; }

    /// <summary>The lowest frequency that the operating system may choose, in MHz; null if unknown. Linux, macOS, FreeBSD.</summary>
    public double? MinimumMegahertz { get; init; }

    /// <summary>The highest frequency that the operating system may choose, in MHz; null if unknown. Not on OpenBSD.</summary>
    public double? MaximumMegahertz { get; init; }

    /// <summary>The mean over some CPUs; null if there are none. A limit is null if any CPU's is.</summary>
    public static CpuFrequency? MeanOf(IReadOnlyList<CpuCoreFrequency> cores)
    {
        ArgumentNullException.ThrowIfNull(cores);
        return cores.Count == 0
            ? null
            : new CpuFrequency
            {
                CurrentMegahertz = cores.Average(core => core.Frequency.CurrentMegahertz),
                MinimumMegahertz = Mean(core => core.Frequency.MinimumMegahertz),
                MaximumMegahertz = Mean(core => core.Frequency.MaximumMegahertz),
            };

        double? Mean(Func<CpuCoreFrequency, double?> limit) => cores.All(core => limit(core).HasValue) ? cores.Average(limit) : null;
    }
}
