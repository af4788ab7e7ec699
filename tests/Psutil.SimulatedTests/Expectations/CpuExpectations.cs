namespace Psutil.SimulatedTests.Expectations;

/// <summary>CPU times as the simulated kernels count them, in 1/127 s.</summary>
internal static class CpuExpectations
{
    public static CpuTimes Times(long user, long nice, long system, long irq, long idle) =>
        new()
        {
            User = Ticks(user),
            Nice = Ticks(nice),
            System = Ticks(system),
            Irq = Ticks(irq),
            Idle = Ticks(idle),
        };

    private static TimeSpan Ticks(long ticks) => TimeSpan.FromTicks(ticks * TimeSpan.TicksPerSecond / 127);
}
