namespace Psutil;

/// <summary>The frequency of a CPU, and its limits.</summary>
public readonly record struct CpuFrequency
{
    /// <summary>
    /// The current frequency, in MHz. On macOS with Apple processors it is the highest frequency, because the current one is not reported.
    /// </summary>
    public required double CurrentMegahertz { get; init; }

    /// <summary>
    /// The lowest frequency that the operating system may choose, in MHz; null if the operating system does not report it. Linux, macOS,
    /// FreeBSD.
    /// </summary>
    public double? MinimumMegahertz { get; init; }

    /// <summary>
    /// The highest frequency that the operating system may choose, in MHz; null if the operating system does not report it. Not on OpenBSD.
    /// </summary>
    public double? MaximumMegahertz { get; init; }

    /// <summary>The mean of the given CPUs; null if there are none. A limit is null if it is null for any CPU.</summary>
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
