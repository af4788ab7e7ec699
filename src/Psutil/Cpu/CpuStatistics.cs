namespace Psutil;

/// <summary>
/// Counters of all CPUs together since the machine started. A counter is null if the operating system does not report it; macOS reports
/// none.
/// </summary>
public readonly record struct CpuStatistics
{
    /// <summary>
    /// The number of context switches. Linux: <c>ctxt</c> of <c>/proc/stat</c>. Windows: <c>SystemPerformanceInformation</c>. FreeBSD:
    /// <c>vm.stats.sys</c>. OpenBSD: <c>vm.uvmexp</c>. NetBSD: <c>vm.uvmexp2</c>.
    /// </summary>
    public long? ContextSwitches { get; init; }

    /// <summary>The number of hardware interrupts. Linux: <c>intr</c> of <c>/proc/stat</c>. Windows, BSD.</summary>
    public long? Interrupts { get; init; }

    /// <summary>The number of software interrupts. Linux (<c>softirq</c> of <c>/proc/stat</c>), BSD.</summary>
    public long? SoftInterrupts { get; init; }

    /// <summary>The number of system calls. Windows, BSD; Linux does not count them.</summary>
    public long? SystemCalls { get; init; }

    /// <summary>The number of processes and threads that were created. Linux: <c>processes</c> of <c>/proc/stat</c>.</summary>
    public long? TasksCreated { get; init; }
}
