namespace Psutil;

/// <summary>
/// The use of the CPUs since this meter's previous reading. Each meter has its own memory, so two parts of a program do not shorten each
/// other's intervals. Not safe for use by several threads at once.
/// </summary>
public sealed class CpuMeter
{
    private readonly Cpu _cpu;
    private CpuTimes _times;
    private IReadOnlyList<CpuCoreTimes> _timesPerCpu;

    internal CpuMeter(Cpu cpu)
    {
        _cpu = cpu;
        _times = cpu.GetTimes();
        _timesPerCpu = cpu.GetTimesPerCpu();
    }

    /// <summary>
    /// The share of each mode since the previous call (the first time: since the meter was made), in percent of all CPUs.
    /// </summary>
    /// <returns>The percentages; null if no time was counted since, in which case the next call measures from the same start.</returns>
    public CpuTimesPercent? Read()
    {
        CpuTimes now = _cpu.GetTimes();
        CpuTimesPercent? percent = now.PercentSince(_times);
        if (percent is not null || RanBackwards(now, _times))
        {
            _times = now;
        }

        return percent;
    }

    /// <summary>
    /// The same for each CPU since the previous call of this method, in percent of that CPU. A CPU for which no time was counted keeps its
    /// start.
    /// </summary>
    public IReadOnlyList<CpuCoreTimesPercent> ReadPerCpu()
    {
        IReadOnlyList<CpuCoreTimes> now = _cpu.GetTimesPerCpu();
        IReadOnlyList<CpuCoreTimesPercent> percents = CpuCoreTimesPercent.Between(now, _timesPerCpu);
        _timesPerCpu = KeepStarts(now, percents);
        return percents;
    }

    // Otherwise a caller who asks more often than the kernel counts would never see anything.
    private CpuCoreTimes[] KeepStarts(IReadOnlyList<CpuCoreTimes> now, IReadOnlyList<CpuCoreTimesPercent> percents)
    {
        CpuCoreTimes[] starts = new CpuCoreTimes[now.Count];
        for (int index = 0; index < starts.Length; index++)
        {
            int before = percents[index].Percent is null ? CpuCoreTimes.IndexOf(_timesPerCpu, now[index].Number, index) : -1;
            starts[index] = before < 0 || RanBackwards(now[index].Times, _timesPerCpu[before].Times) ? now[index] : _timesPerCpu[before];
        }

        return starts;
    }

    // Counters that began anew (a container restored elsewhere) would take as long as the machine was up to reach their old start.
    private static bool RanBackwards(CpuTimes later, CpuTimes earlier) => later.Total < earlier.Total;
}
