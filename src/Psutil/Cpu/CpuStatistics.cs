namespace Psutil;

/// <summary>
/// Counters since the machine started, of all CPUs together; null where the operating system does not count, as macOS counts none.
/// </summary>
public readonly record struct CpuStatistics
{
    /// <summary>How often a CPU switched from one task to another. Linux: <c>ctxt</c> of <c>/proc/stat</c>.</summary>
    public long? ContextSwitches { get; init; }

    /// <summary>Hardware interrupts. Linux: <c>intr</c> of <c>/proc/stat</c>.</summary>
    public long? Interrupts { get; init; }

    /// <summary>Software interrupts. Linux (<c>softirq</c> of <c>/proc/stat</c>), BSD.</summary>
    public long? SoftInterrupts { get; init; }

    /// <summary>System calls. Windows, BSD; Linux does not count them.</summary>
    public long? SystemCalls { get; init; }
}
