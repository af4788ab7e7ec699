namespace Psutil.Platforms.Bsd;

/// <summary>Converts ticks to CPU times.</summary>
internal static class BsdCpuTimes
{
    public static TimeSpan ToTime(long ticks, int ticksPerSecond) =>
        TimeSpan.FromTicks((long)Int128.Clamp((Int128)ticks * TimeSpan.TicksPerSecond / ticksPerSecond, long.MinValue, long.MaxValue));

    /// <summary>All CPUs together.</summary>
    public static CpuTimes Sum(IReadOnlyList<CpuCoreTimes> cores)
    {
        CpuTimes sum = default;
        foreach (CpuCoreTimes core in cores)
        {
            sum = sum with
            {
                User = Add(sum.User, core.Times.User),
                System = Add(sum.System, core.Times.System),
                Idle = Add(sum.Idle, core.Times.Idle),
                Nice = Add(sum.Nice, core.Times.Nice),
                Irq = Add(sum.Irq, core.Times.Irq),
            };
        }

        return sum;
    }

    // An impossible number of ticks must not throw.
    private static TimeSpan Add(TimeSpan? sum, TimeSpan? time) =>
        TimeSpan.FromTicks(
            (long)Int128.Clamp((Int128)sum.GetValueOrDefault().Ticks + time.GetValueOrDefault().Ticks, long.MinValue, long.MaxValue)
        );
}
