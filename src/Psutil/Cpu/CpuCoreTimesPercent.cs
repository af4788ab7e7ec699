namespace Psutil;

/// <summary>The share of each mode of one logical CPU between two samples.</summary>
public readonly record struct CpuCoreTimesPercent
{
    /// <summary>The number of the CPU, as in a CPU affinity.</summary>
    public required int Number { get; init; }

    /// <summary>
    /// The share of each mode, in percent of that CPU (0–100); null if the CPU is not in the earlier sample or no time was counted.
    /// </summary>
    public CpuTimesPercent? Percent { get; init; }

    /// <summary>The shares of each CPU of the later sample.</summary>
    internal static IReadOnlyList<CpuCoreTimesPercent> Between(IReadOnlyList<CpuCoreTimes> later, IReadOnlyList<CpuCoreTimes> earlier)
    {
        CpuCoreTimesPercent[] percents = new CpuCoreTimesPercent[later.Count];
        for (int index = 0; index < percents.Length; index++)
        {
            percents[index] = new CpuCoreTimesPercent { Number = later[index].Number, Percent = Between(later, earlier, index) };
        }

        return percents;
    }

    /// <summary>The shares of one CPU of the later sample. CPUs are matched by number, because they come and go.</summary>
    internal static CpuTimesPercent? Between(IReadOnlyList<CpuCoreTimes> later, IReadOnlyList<CpuCoreTimes> earlier, int index)
    {
        CpuCoreTimes core = later[index];
        int before = CpuCoreTimes.IndexOf(earlier, core.Number, index);
        return before < 0 ? null : core.Times.PercentSince(earlier[before].Times);
    }
}
