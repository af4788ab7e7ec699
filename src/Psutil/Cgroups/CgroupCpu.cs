namespace Psutil;

/// <summary>The CPU time of a cgroup with its descendants, since the group was created, and its limit.</summary>
public sealed record CgroupCpu
{
    /// <summary>
    /// The CPU time; null if unknown. v2: <c>usage_usec</c> of <c>cpu.stat</c>, which every group has. v1: <c>cpuacct.usage</c>.
    /// </summary>
    public TimeSpan? Usage { get; init; }

    /// <summary>
    /// The CPU time in user mode; null if unknown. v2: <c>user_usec</c> of <c>cpu.stat</c>. v1: <c>cpuacct.stat</c>.
    /// </summary>
    public TimeSpan? User { get; init; }

    /// <summary>
    /// The CPU time in the kernel; null if unknown. v2: <c>system_usec</c> of <c>cpu.stat</c>. v1: <c>cpuacct.stat</c>.
    /// </summary>
    public TimeSpan? System { get; init; }

    /// <summary>
    /// How many periods of its limit have passed while the group had work; null if the CPU controller is off. <c>nr_periods</c> of
    /// <c>cpu.stat</c>.
    /// </summary>
    public long? Periods { get; init; }

    /// <summary>
    /// In how many of these the group had to stop because its time was used up; null if the CPU controller is off. <c>nr_throttled</c> of
    /// <c>cpu.stat</c>.
    /// </summary>
    public long? ThrottledPeriods { get; init; }

    /// <summary>
    /// How long its CPUs were stopped, added over all of them; null if the CPU controller is off. <c>cpu.stat</c>: <c>throttled_usec</c>
    /// (v2), <c>throttled_time</c> (v1).
    /// </summary>
    public TimeSpan? ThrottledTime { get; init; }

    /// <summary>
    /// The limit, as a number of CPUs: 0.5 is half of one CPU; null if there is none. v2: <c>cpu.max</c>. v1: <c>cpu.cfs_quota_us</c> and
    /// <c>cpu.cfs_period_us</c>.
    /// </summary>
    public double? LimitCpuCount { get; init; }

    /// <summary>
    /// The weight among its siblings; null if the CPU controller is off. v2: <c>cpu.weight</c>, 1 to 10,000, 100 by default. v1:
    /// <c>cpu.shares</c>, 2 to 262,144, 1,024 by default.
    /// </summary>
    public long? Weight { get; init; }
}
