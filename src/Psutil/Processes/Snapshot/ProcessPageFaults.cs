namespace Psutil;

/// <summary>The number of page faults of a process since it started.</summary>
public readonly record struct ProcessPageFaults
{
    /// <summary>
    /// The number of minor faults, whose page was in RAM; of all faults if <see cref="Major"/> is null. Linux: <c>minflt</c> of
    /// <c>/proc/PID/stat</c>.
    /// </summary>
    public required long Minor { get; init; }

    /// <summary>
    /// The number of major faults, whose page had to be read from disk; null if the operating system counts both kinds together. Linux:
    /// <c>majflt</c> of <c>/proc/PID/stat</c>.
    /// </summary>
    public long? Major { get; init; }
}
