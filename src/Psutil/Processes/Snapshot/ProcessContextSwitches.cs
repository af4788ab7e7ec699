namespace Psutil;

/// <summary>How often a process gave up, or lost, the CPU since it started. On Linux of its main thread.</summary>
public readonly record struct ProcessContextSwitches
{
    /// <summary>
    /// How often it had to wait for something. Where <see cref="Involuntary"/> is null: switches of both kinds. Linux:
    /// <c>voluntary_ctxt_switches</c> of <c>/proc/PID/status</c>.
    /// </summary>
    public required long Voluntary { get; init; }

    /// <summary>
    /// How often its time was up; null where the operating system counts all together (Windows, macOS). Linux:
    /// <c>nonvoluntary_ctxt_switches</c> of <c>/proc/PID/status</c>.
    /// </summary>
    public long? Involuntary { get; init; }
}
