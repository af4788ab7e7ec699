using System.Runtime.Versioning;

namespace Psutil;

/// <summary>What the machine's CPUs do.</summary>
public abstract class Cpu
{
    /// <summary>Makes a facet.</summary>
    protected Cpu() { }

    /// <summary>The time that all CPUs together have spent in each mode since the machine started.</summary>
    /// <remarks>
    /// Linux: the first line of <c>/proc/stat</c>, in ticks of 1/100 s. Windows: <c>SystemProcessorPerformanceInformation</c> of all
    /// processor groups.
    /// </remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract CpuTimes GetTimes();

    /// <summary>
    /// The same for each CPU that is online, in the order of their numbers; <see cref="CpuCoreTimes.Number"/> has gaps where CPUs are
    /// offline.
    /// </summary>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract IReadOnlyList<CpuCoreTimes> GetTimesPerCpu();

    /// <summary>How many logical CPUs are online.</summary>
    /// <remarks>
    /// Linux: <c>/sys/devices/system/cpu/online</c>, then <c>/proc/cpuinfo</c>, then <c>/proc/stat</c>. Windows:
    /// <c>GetActiveProcessorCount</c> of all processor groups.
    /// </remarks>
    /// <exception cref="PsutilException">No source could be read.</exception>
    public abstract int GetLogicalCount();

    /// <summary>How many physical cores are online; null if the operating system does not tell.</summary>
    /// <remarks>
    /// Linux: the distinct <c>topology/core_cpus_list</c> of each CPU, then <c>/proc/cpuinfo</c>. Windows:
    /// <c>GetLogicalProcessorInformationEx</c>.
    /// </remarks>
    public abstract int? GetPhysicalCount();

    /// <summary>
    /// How many CPUs' worth of time this process can use: what its affinity and its container's quota leave, at least 1, rounded up.
    /// </summary>
    public abstract int GetAvailableCount();

    /// <summary>Counters of interrupts, context switches and system calls since the machine started.</summary>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract CpuStatistics GetStatistics();

    /// <summary>The frequency of each CPU that reports one, in the order of their numbers; empty if none does.</summary>
    /// <remarks>
    /// Linux: <c>cpufreq</c> policies (the present value from <c>/proc/cpuinfo</c> where that has one per CPU), then <c>/proc/cpuinfo</c>
    /// alone, which knows no limits. Windows: <c>CallNtPowerInformation</c>, of the caller's processor group.
    /// </remarks>
    /// <exception cref="PsutilNotSupportedException">Reading frequencies is not supported on this operating system: NetBSD.</exception>
    [UnsupportedOSPlatform("netbsd")]
    public abstract IReadOnlyList<CpuCoreFrequency> GetFrequencyPerCpu();

    /// <summary>
    /// The load averages: how many tasks ran or waited for a CPU (on Linux also: for a disk) over the last 1, 5 and 15 minutes.
    /// </summary>
    /// <remarks>
    /// Windows has none: there, as psutil does, the threads that wait for a CPU, without those that run, are counted every five seconds
    /// from the first question on, and averaged as Linux does. The first answer is the present count: it takes minutes until the averages
    /// are worth their names.
    /// </remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract LoadAverage GetLoadAverage();

    /// <summary>
    /// Pressure stall information: the share of time in which tasks waited for a CPU; null if the kernel does not keep it.
    /// </summary>
    /// <remarks>Linux 4.20 and later: <c>/proc/pressure/cpu</c>.</remarks>
    public virtual PressureStall? GetPressure() => null;

    /// <summary>The mean frequency over all CPUs; null if the operating system does not tell. A limit is null if any CPU's is.</summary>
    /// <exception cref="PsutilNotSupportedException">Reading frequencies is not supported on this operating system: NetBSD.</exception>
    [UnsupportedOSPlatform("netbsd")]
    public CpuFrequency? GetFrequency() => CpuFrequency.MeanOf(GetFrequencyPerCpu());

    /// <summary>A meter that gives the use of the CPUs since its previous reading.</summary>
    public CpuMeter CreateMeter() => new(this);

    /// <summary>How busy the CPUs are over an interval from now, in percent of all of them (0–100). Blocks for that long.</summary>
    /// <returns>The percentage; null if the interval was too short for any time to be counted.</returns>
    public double? GetPercent(TimeSpan interval) =>
        Measure(interval, GetTimes, static (later, earlier) => later.PercentSince(earlier)?.Busy);

    /// <inheritdoc cref="GetPercent"/>
    public Task<double?> GetPercentAsync(TimeSpan interval, CancellationToken cancellationToken = default) =>
        MeasureAsync(interval, GetTimes, static (later, earlier) => later.PercentSince(earlier)?.Busy, cancellationToken);

    /// <summary>How busy each CPU is over an interval from now, in percent of that CPU (0–100). Blocks for that long.</summary>
    public IReadOnlyList<CpuCorePercent> GetPercentPerCpu(TimeSpan interval) => Measure(interval, GetTimesPerCpu, CpuCorePercent.Between);

    /// <inheritdoc cref="GetPercentPerCpu"/>
    public Task<IReadOnlyList<CpuCorePercent>> GetPercentPerCpuAsync(TimeSpan interval, CancellationToken cancellationToken = default) =>
        MeasureAsync(interval, GetTimesPerCpu, CpuCorePercent.Between, cancellationToken);

    /// <summary>The share of each mode over an interval from now, in percent of all CPUs. Blocks for that long.</summary>
    /// <returns>The percentages; null if the interval was too short for any time to be counted.</returns>
    public CpuTimesPercent? GetTimesPercent(TimeSpan interval) =>
        Measure(interval, GetTimes, static (later, earlier) => later.PercentSince(earlier));

    /// <inheritdoc cref="GetTimesPercent"/>
    public Task<CpuTimesPercent?> GetTimesPercentAsync(TimeSpan interval, CancellationToken cancellationToken = default) =>
        MeasureAsync(interval, GetTimes, static (later, earlier) => later.PercentSince(earlier), cancellationToken);

    /// <summary>The share of each mode of each CPU over an interval from now, in percent of that CPU. Blocks for that long.</summary>
    public IReadOnlyList<CpuCoreTimesPercent> GetTimesPercentPerCpu(TimeSpan interval) =>
        Measure(interval, GetTimesPerCpu, CpuCoreTimesPercent.Between);

    /// <inheritdoc cref="GetTimesPercentPerCpu"/>
    public Task<IReadOnlyList<CpuCoreTimesPercent>> GetTimesPercentPerCpuAsync(
        TimeSpan interval,
        CancellationToken cancellationToken = default
    ) => MeasureAsync(interval, GetTimesPerCpu, CpuCoreTimesPercent.Between, cancellationToken);

    private static TResult Measure<TSample, TResult>(TimeSpan interval, Func<TSample> sample, Func<TSample, TSample, TResult> compare)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        TSample earlier = sample();
        Thread.Sleep(interval);
        return compare(sample(), earlier);
    }

    private static async Task<TResult> MeasureAsync<TSample, TResult>(
        TimeSpan interval,
        Func<TSample> sample,
        Func<TSample, TSample, TResult> compare,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        TSample earlier = sample();
        await Task.Delay(interval, cancellationToken).ConfigureAwait(false);
        return compare(sample(), earlier);
    }
}
