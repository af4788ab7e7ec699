namespace Psutil;

/// <summary>The CPU time that all threads of a process have used since it started.</summary>
/// <remarks>
/// Linux: <c>/proc/PID/stat</c>. Windows: <c>NtQuerySystemInformation</c>. BSD: the kernel's process table. macOS: libproc.
/// </remarks>
public readonly record struct ProcessCpuTimes
{
    /// <summary>The time spent in user code.</summary>
    public required TimeSpan User { get; init; }

    /// <summary>The time spent in the kernel.</summary>
    public required TimeSpan System { get; init; }

    /// <summary>
    /// The time spent in user code by children that have ended and were waited for; null if the operating system does not count it.
    /// </summary>
    public TimeSpan? ChildrenUser { get; init; }

    /// <summary>
    /// The time spent in the kernel by children that have ended and were waited for; null if the operating system does not count it.
    /// </summary>
    public TimeSpan? ChildrenSystem { get; init; }

    /// <summary>
    /// The time spent waiting for block I/O. Linux 2.6.18 and later; null while <c>kernel.task_delayacct</c> is 0, as it is by default
    /// since Linux 5.14, and on other systems. A process that started while the setting was 0 has zero after it was set to 1. The setting
    /// is read again at most once a second.
    /// </summary>
    public TimeSpan? IOWait { get; init; }

    /// <summary>User and system time together.</summary>
    public TimeSpan Total => Saturating.Add(User, System);
}
