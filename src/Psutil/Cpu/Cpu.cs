using System.Runtime.Versioning;

namespace Psutil;

/// <summary>The machine's CPUs: times, percentages, counts, frequencies and load.</summary>
public abstract class Cpu
{
    private readonly Machine _machine;

    /// <summary>Creates the facet.</summary>
    /// <param name="machine">The machine that it belongs to, whose clock it goes by. It is not used before it is needed.</param>
    protected Cpu(Machine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        _machine = machine;
    }

    /// <summary>The time that all CPUs together have spent in each mode since the machine started.</summary>
    /// <remarks>
    /// Linux: the first line of <c>/proc/stat</c>, in ticks of 1/100 s. Windows: <c>SystemProcessorPerformanceInformation</c> of all
    /// processor groups. macOS: <c>host_statistics</c>. FreeBSD, NetBSD: <c>kern.cp_time</c>. OpenBSD: <c>kern.cpustats</c>.
    /// </remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract CpuTimes GetTimes();

    /// <summary>
    /// The time that each online CPU has spent in each mode, in the order of their numbers. Offline CPUs leave gaps in
    /// <see cref="CpuCoreTimes.Number"/>.
    /// </summary>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract IReadOnlyList<CpuCoreTimes> GetTimesPerCpu();

    /// <summary>The number of logical CPUs that are online.</summary>
    /// <remarks>
    /// Linux: <c>/sys/devices/system/cpu/online</c>, then <c>/proc/cpuinfo</c>, then <c>/proc/stat</c>. Windows:
    /// <c>GetActiveProcessorCount</c> of all processor groups. macOS: <c>hw.logicalcpu</c>. FreeBSD: <c>hw.ncpu</c>. OpenBSD, NetBSD:
    /// <c>hw.ncpuonline</c>.
    /// </remarks>
    /// <exception cref="PsutilException">No source could be read.</exception>
    public abstract int GetLogicalCount();

    /// <summary>The number of physical cores that are online; null if the operating system does not report it.</summary>
    /// <remarks>
    /// Linux: the distinct <c>topology/core_cpus_list</c> of each CPU, then <c>/proc/cpuinfo</c>. Windows:
    /// <c>GetLogicalProcessorInformationEx</c>. macOS: <c>hw.physicalcpu</c>. FreeBSD: <c>kern.smp.cores</c>. OpenBSD and NetBSD report it
    /// only for a machine with one CPU.
    /// </remarks>
    public abstract int? GetPhysicalCount();

    /// <summary>
    /// The number of CPUs that this process can use: at most what its affinity and the CPU quota of its container allow, rounded up, and at
    /// least 1.
    /// </summary>
    public abstract int GetAvailableCount();

    /// <summary>Counters of interrupts, context switches and system calls since the machine started.</summary>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract CpuStatistics GetStatistics();

    /// <summary>The frequency of each CPU that reports one, in the order of their numbers; empty if none does.</summary>
    /// <remarks>
    /// Linux: <c>cpufreq</c> policies (the current value from <c>/proc/cpuinfo</c> where it has one per CPU), then <c>/proc/cpuinfo</c>
    /// alone, which has no limits. Windows: <c>CallNtPowerInformation</c>, for the caller's processor group. macOS: <c>hw.cpufrequency</c>,
    /// or IOKit on Apple processors. FreeBSD: <c>dev.cpu.N.freq</c>. OpenBSD: <c>hw.cpuspeed</c>.
    /// </remarks>
    /// <exception cref="PsutilNotSupportedException">Reading frequencies is not supported on this operating system: NetBSD.</exception>
    [UnsupportedOSPlatform("netbsd")]
    public abstract IReadOnlyList<CpuCoreFrequency> GetFrequencyPerCpu();

    /// <summary>
    /// The load averages: the mean number of tasks that ran or waited for a CPU (on Linux also for a disk) over the last 1, 5 and 15
    /// minutes.
    /// </summary>
    /// <remarks>
    /// Linux: <c>/proc/loadavg</c>. macOS, BSD: <c>vm.loadavg</c>. Windows has no load averages. As psutil does, this library counts there,
    /// every five seconds from the first call on, the threads that wait for a CPU, without those that run, and averages them as Linux does.
    /// The first call returns the current count; the averages become meaningful after some minutes.
    /// </remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract LoadAverage GetLoadAverage();

    /// <summary>
    /// Pressure stall information: the share of time in which tasks waited for a CPU; null if the kernel does not keep it.
    /// </summary>
    /// <remarks>Linux 4.20 and later: <c>/proc/pressure/cpu</c>.</remarks>
    public virtual PressureStall? GetPressure() => null;

    /// <summary>
    /// What the CPUs are: their name and vendor, sockets, cores, caches and NUMA nodes, the kinds of cores and the limits of frequency.
    /// </summary>
    /// <remarks>
    /// Each value has its source on each system at <see cref="CpuTopology"/> and <see cref="LogicalCpu"/>. It hardly changes while a
    /// machine runs, and reading it takes some files per CPU on Linux: read it once.
    /// </remarks>
    /// <exception cref="PsutilException">No source could be read.</exception>
    public virtual CpuTopology GetTopology() =>
        new()
        {
            Cpus = [.. GetTimesPerCpu().Select(static core => new LogicalCpu { Number = core.Number, IsOnline = true })],
            CoreCount = GetPhysicalCount(),
        };

    /// <summary>The mean frequency of all CPUs; null if no CPU reports one. A limit is null if it is null for any CPU.</summary>
    /// <exception cref="PsutilNotSupportedException">Reading frequencies is not supported on this operating system: NetBSD.</exception>
    [UnsupportedOSPlatform("netbsd")]
    public CpuFrequency? GetFrequency() => CpuFrequency.MeanOf(GetFrequencyPerCpu());

    /// <summary>Creates a meter, which measures the use of the CPUs since its previous reading.</summary>
    public CpuMeter CreateMeter() => new(this);

    /// <summary>
    /// Measures how busy the CPUs are during the given interval, in percent of all CPUs (0–100). Blocks for the interval.
    /// </summary>
    /// <returns>The percentage; null if the interval was too short for the operating system to count any time.</returns>
    public double? GetPercent(TimeSpan interval) =>
        Measure(interval, GetTimes, static (later, earlier) => later.PercentSince(earlier)?.Busy);

    /// <inheritdoc cref="GetPercent"/>
    public Task<double?> GetPercentAsync(TimeSpan interval, CancellationToken cancellationToken = default) =>
        MeasureAsync(interval, GetTimes, static (later, earlier) => later.PercentSince(earlier)?.Busy, cancellationToken);

    /// <summary>Measures how busy each CPU is during the given interval, in percent of that CPU (0–100). Blocks for the interval.</summary>
    public IReadOnlyList<CpuCorePercent> GetPercentPerCpu(TimeSpan interval) => Measure(interval, GetTimesPerCpu, CpuCorePercent.Between);

    /// <inheritdoc cref="GetPercentPerCpu"/>
    public Task<IReadOnlyList<CpuCorePercent>> GetPercentPerCpuAsync(TimeSpan interval, CancellationToken cancellationToken = default) =>
        MeasureAsync(interval, GetTimesPerCpu, CpuCorePercent.Between, cancellationToken);

    /// <summary>
    /// Measures the share of each mode during the given interval, in percent of all CPUs (0–100). Blocks for the interval.
    /// </summary>
    /// <returns>The percentages; null if the interval was too short for the operating system to count any time.</returns>
    public CpuTimesPercent? GetTimesPercent(TimeSpan interval) =>
        Measure(interval, GetTimes, static (later, earlier) => later.PercentSince(earlier));

    /// <inheritdoc cref="GetTimesPercent"/>
    public Task<CpuTimesPercent?> GetTimesPercentAsync(TimeSpan interval, CancellationToken cancellationToken = default) =>
        MeasureAsync(interval, GetTimes, static (later, earlier) => later.PercentSince(earlier), cancellationToken);

    /// <summary>
    /// Measures the share of each mode of each CPU during the given interval, in percent of that CPU (0–100). Blocks for the interval.
    /// </summary>
    public IReadOnlyList<CpuCoreTimesPercent> GetTimesPercentPerCpu(TimeSpan interval) =>
        Measure(interval, GetTimesPerCpu, CpuCoreTimesPercent.Between);

    /// <inheritdoc cref="GetTimesPercentPerCpu"/>
    public Task<IReadOnlyList<CpuCoreTimesPercent>> GetTimesPercentPerCpuAsync(
        TimeSpan interval,
        CancellationToken cancellationToken = default
    ) => MeasureAsync(interval, GetTimesPerCpu, CpuCoreTimesPercent.Between, cancellationToken);

    private TimeProvider Clock => _machine.TimeProvider;

    private TResult Measure<TSample, TResult>(TimeSpan interval, Func<TSample> sample, Func<TSample, TSample, TResult> compare)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        TSample earlier = sample();
        Clock.Sleep(interval);
        return compare(sample(), earlier);
    }

    private async Task<TResult> MeasureAsync<TSample, TResult>(
        TimeSpan interval,
        Func<TSample> sample,
        Func<TSample, TSample, TResult> compare,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        TSample earlier = sample();
        await Task.Delay(interval, Clock, cancellationToken).ConfigureAwait(false);
        return compare(sample(), earlier);
    }
}
