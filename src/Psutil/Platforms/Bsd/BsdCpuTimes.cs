namespace Psutil.Platforms.Bsd;

/// <summary>CPU times out of ticks.</summary>
internal static class BsdCpuTimes
{
    public static TimeSpan ToTime(long ticks, int ticksPerSecond) => TimeSpan.FromTicks((long)((Int128)ticks * TimeSpan.TicksPerSecond / ticksPerSecond));

    /// <summary>All CPUs together.</summary>
    public static CpuTimes Sum(IReadOnlyList<CpuCoreTimes> cores)
    {
        CpuTimes sum = default;
        foreach (CpuCoreTimes core in cores)
        {
            sum = sum with
            {
                User = sum.User + core.Times.User,
                System = sum.System + core.Times.System,
                Idle = sum.Idle + core.Times.Idle,
                Nice = sum.Nice.GetValueOrDefault() + core.Times.Nice,
                Irq = sum.Irq.GetValueOrDefault() + core.Times.Irq,
            };
        }

        return sum;
    }
}
