namespace Psutil;

/// <summary>How often a process touched memory that was not mapped, since it started.</summary>
public readonly record struct ProcessPageFaults
{
    /// <summary>
    /// Faults whose page was in RAM. Linux: <c>minflt</c> of <c>/proc/PID/stat</c>. Where <see cref="Major"/> is null: all faults.
    /// </summary>
    public required long Minor { get; init; }

    /// <summary>
    /// Faults whose page had to be read from disk; null where the operating system does not count them apart. Linux: <c>majflt</c> of
    /// <c>/proc/PID/stat</c>.
    /// </summary>
    public long? Major { get; init; }
}
