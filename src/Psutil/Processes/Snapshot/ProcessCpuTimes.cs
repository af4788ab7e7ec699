namespace Psutil;

/// <summary>The CPU time that a process has used since it started, all its threads together.</summary>
/// <param name="User">In user code.</param>
/// <param name="System">In the kernel.</param>
/// <param name="ChildrenUser">In user code, by children that have ended and were waited for; null where the operating system does not
/// tell.</param>
/// <param name="ChildrenSystem">In the kernel, by children that have ended and were waited for; null where the operating system does not
/// tell.</param>
/// <param name="IOWait">Waiting for block I/O. Linux 2.6.18 and later; stays zero while <c>kernel.task_delayacct</c> is off.</param>
public readonly record struct ProcessCpuTimes(
    TimeSpan User,
    TimeSpan System,
    TimeSpan? ChildrenUser,
    TimeSpan? ChildrenSystem,
    TimeSpan? IOWait
)
{
    /// <summary>User and system time.</summary>
    public TimeSpan Total => Saturating.Add(User, System);
}
