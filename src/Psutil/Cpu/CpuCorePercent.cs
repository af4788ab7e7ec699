namespace Psutil;

/// <summary>How busy one logical CPU was between two samples.</summary>
public readonly record struct CpuCorePercent
{
    /// <summary>The number of the CPU, as in a CPU affinity.</summary>
    public required int Number { get; init; }

    /// <summary>
    /// The time in which the CPU was busy, in percent of that CPU (0–100); null if the CPU is not in the earlier sample or no time was
    /// counted.
    /// </summary>
    public double? Percent { get; init; }

    /// <summary>How busy each CPU of the later sample was.</summary>
    internal static IReadOnlyList<CpuCorePercent> Between(IReadOnlyList<CpuCoreTimes> later, IReadOnlyList<CpuCoreTimes> earlier)
    {
        CpuCorePercent[] percents = new CpuCorePercent[later.Count];
        for (int index = 0; index < percents.Length; index++)
        {
            percents[index] = new CpuCorePercent
            {
                Number = later[index].Number,
                Percent = CpuCoreTimesPercent.Between(later, earlier, index)?.Busy,
            };
        }

        return percents;
    }
}
