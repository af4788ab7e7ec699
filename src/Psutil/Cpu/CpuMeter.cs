namespace Psutil;

/// <summary>
/// Measures the use of the CPUs since its previous reading. Each meter keeps its own samples, so two parts of a program do not shorten each
/// other's intervals. Not thread-safe.
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

    /// <summary>The share of each mode since the previous call, or since the meter was created, in percent of all CPUs (0–100).</summary>
    /// <returns>The percentages; null if no time was counted since then; the next call then measures from the same start.</returns>
    public CpuTimesPercent? Read()
    {
        CpuTimes now = _cpu.GetTimes();
        CpuTimesPercent? percent = now.PercentSince(_times);
        if (percent is not null || IsOfNoUse(_times, now))
        {
            _times = now;
        }

        return percent;
    }

    /// <summary>
    /// The share of each mode of each CPU since the previous call of this method, in percent of that CPU (0–100). A CPU for which no time
    /// was counted keeps its start.
    /// </summary>
    public IReadOnlyList<CpuCoreTimesPercent> ReadPerCpu()
    {
        IReadOnlyList<CpuCoreTimes> now = _cpu.GetTimesPerCpu();
        IReadOnlyList<CpuCoreTimesPercent> percents = CpuCoreTimesPercent.Between(now, _timesPerCpu);
        _timesPerCpu = KeepStarts(now, percents);
        return percents;
    }

    // Otherwise a caller that reads more often than the kernel counts would never get a percentage.
    private CpuCoreTimes[] KeepStarts(IReadOnlyList<CpuCoreTimes> now, IReadOnlyList<CpuCoreTimesPercent> percents)
    {
        CpuCoreTimes[] starts = new CpuCoreTimes[now.Count];
        for (int index = 0; index < starts.Length; index++)
        {
            int before = percents[index].Percent is null ? CpuCoreTimes.IndexOf(_timesPerCpu, now[index].Number, index) : -1;
            starts[index] = before < 0 || IsOfNoUse(_timesPerCpu[before].Times, now[index].Times) ? now[index] : _timesPerCpu[before];
        }

        return starts;
    }

    // Counters can start anew, as in a restored container. They would then need as long as the old uptime to reach the old sample. With a
    // sample whose total is unknown there would never be a percentage.
    private static bool IsOfNoUse(CpuTimes earlier, CpuTimes later) => earlier.Total is null || later.Total < earlier.Total;
}
