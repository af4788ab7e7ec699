namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// <c>cpu.stat</c> (kernel/cgroup/rstat.c, cgroup_base_stat_cputime_show, and kernel/sched/core.c, cpu_extra_stat_show for v2 and
/// cpu_cfs_stat_show for v1): a counter on each line. Only v2 has the first three.
/// </summary>
internal readonly record struct CgroupCpuStat(
    TimeSpan? Usage,
    TimeSpan? User,
    TimeSpan? System,
    long? Periods,
    long? ThrottledPeriods,
    TimeSpan? ThrottledTime
)
{
    private const long NanosecondsPerTick = 100;

    /// <summary>A counter that is missing or malformed is null.</summary>
    public static CgroupCpuStat Parse(ReadOnlySpan<byte> text) =>
        new(
            FromMicroseconds(KeyedCounters.Find(text, "usage_usec"u8)),
            FromMicroseconds(KeyedCounters.Find(text, "user_usec"u8)),
            FromMicroseconds(KeyedCounters.Find(text, "system_usec"u8)),
            KeyedCounters.Find(text, "nr_periods"u8),
            KeyedCounters.Find(text, "nr_throttled"u8),
            FromMicroseconds(KeyedCounters.Find(text, "throttled_usec"u8)) ?? FromNanoseconds(KeyedCounters.Find(text, "throttled_time"u8))
        );

    public static TimeSpan? FromNanoseconds(long? nanoseconds) =>
        nanoseconds is { } known ? new TimeSpan(known / NanosecondsPerTick) : null;

    private static TimeSpan? FromMicroseconds(long? microseconds) =>
        microseconds is { } known ? new TimeSpan(Saturating.Multiply(known, TimeSpan.TicksPerMicrosecond)) : null;
}
