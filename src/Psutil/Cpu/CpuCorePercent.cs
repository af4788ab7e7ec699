namespace Psutil;

/// <summary>One logical CPU's use between two samples.</summary>
/// <param name="Number">The CPU's number, as affinity uses it.</param>
/// <param name="Percent">The share of each mode; null if the CPU was not there in the earlier sample or no time was counted.</param>
public readonly record struct CpuCorePercent(int Number, CpuTimesPercent? Percent)
{
    /// <summary>The use of each CPU of the later sample; CPUs are matched by number, because they come and go.</summary>
    internal static IReadOnlyList<CpuCorePercent> Between(IReadOnlyList<CpuCoreTimes> later, IReadOnlyList<CpuCoreTimes> earlier)
    {
        CpuCorePercent[] percents = new CpuCorePercent[later.Count];
        for (int index = 0; index < percents.Length; index++)
        {
            CpuCoreTimes core = later[index];
            int before = CpuCoreTimes.IndexOf(earlier, core.Number, index);
            percents[index] = new CpuCorePercent(core.Number, before < 0 ? null : core.Times.PercentSince(earlier[before].Times));
        }

        return percents;
    }
}
