namespace Psutil;

/// <summary>The number of context switches of a process since it started. On Linux only those of its main thread.</summary>
public readonly record struct ProcessContextSwitches
{
    /// <summary>
    /// The number of voluntary switches, because the process had to wait; of all switches if <see cref="Involuntary"/> is null. Linux:
    /// <c>voluntary_ctxt_switches</c> of <c>/proc/PID/status</c>.
    /// </summary>
    public required long Voluntary { get; init; }

    /// <summary>
    /// The number of involuntary switches, because the time slice ended; null if the operating system counts both kinds together (Windows,
    /// macOS). Linux: <c>nonvoluntary_ctxt_switches</c> of <c>/proc/PID/status</c>.
    /// </summary>
    public long? Involuntary { get; init; }
}
