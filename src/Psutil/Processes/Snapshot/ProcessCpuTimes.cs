namespace Psutil;

/// <summary>The CPU time that a process has used since it started, all its threads together.</summary>
/// <remarks>Linux: <c>/proc/PID/stat</c>. Windows: <c>NtQuerySystemInformation</c>. BSD, macOS: the process's record.</remarks>
public readonly record struct ProcessCpuTimes
{
    /// <summary>The time spent in user code.</summary>
    public required TimeSpan User { get; init; }

    /// <summary>The time spent in the kernel.</summary>
    public required TimeSpan System { get; init; }

    /// <summary>
    /// The time spent in user code by children that have ended and were waited for; null where the operating system does not keep it
    /// (Windows).
    /// </summary>
    public TimeSpan? ChildrenUser { get; init; }

    /// <summary>
    /// The time spent in the kernel by children that have ended and were waited for; null where the operating system does not keep it
    /// (Windows).
    /// </summary>
    public TimeSpan? ChildrenSystem { get; init; }

    /// <summary>
    /// The time spent waiting for block I/O. Linux 2.6.18 and later; stays zero while <c>kernel.task_delayacct</c> is off.
    /// </summary>
    public TimeSpan? IOWait { get; init; }

    /// <summary>User and system time together.</summary>
    public TimeSpan Total => Saturating.Add(User, System);
}
