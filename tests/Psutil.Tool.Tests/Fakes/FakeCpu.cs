namespace Psutil.Tool.Tests.Fakes;

/// <summary>Four CPUs, numbered with a gap: busy for 0, 25, 50 and 100 % of the time.</summary>
internal sealed class FakeCpu(FakeClock clock) : Cpu
{
    private static readonly (int Number, double Busy)[] Cores = [(0, 0), (1, 0.25), (2, 0.5), (5, 1)];

    public override CpuTimes GetTimes()
    {
        TimeSpan user = TimeSpan.FromSeconds(4000);
        TimeSpan idle = TimeSpan.FromSeconds(9000);
        foreach ((_, double busy) in Cores)
        {
            user += clock.Elapsed * busy;
            idle += clock.Elapsed * (1 - busy);
        }

        return Times(user, idle);
    }

    public override IReadOnlyList<CpuCoreTimes> GetTimesPerCpu() =>
        [
            .. Cores.Select(core => new CpuCoreTimes(
                core.Number,
                Times(TimeSpan.FromSeconds(1000) + clock.Elapsed * core.Busy, TimeSpan.FromSeconds(2250) + clock.Elapsed * (1 - core.Busy))
            )),
        ];

    public override int GetLogicalCount() => 4;

    public override int? GetPhysicalCount() => 2;

    public override int GetAvailableCount() => 2;

    public override CpuStatistics GetStatistics() => new(123_456_789_012, 987_654, 555_555, null);

    public override IReadOnlyList<CpuFrequency> GetFrequencyPerCpu() =>
        [new(2400.5, 800, 3600), new(1200, 800, 3600), new(800, 800, 3600), new(3600, 800, null)];

    public override LoadAverage GetLoadAverage() => new(0.52, 1.25, 12.5);

    public override PressureStall? GetPressure() => new(new PressureShare(1.5, 0.25, 0, TimeSpan.FromMicroseconds(1234567)), null);

    private static CpuTimes Times(TimeSpan user, TimeSpan idle) =>
        new()
        {
            User = user,
            System = TimeSpan.FromSeconds(500.25),
            Idle = idle,
            Nice = TimeSpan.FromSeconds(1.5),
            IOWait = TimeSpan.FromSeconds(20.01),
            Irq = TimeSpan.Zero,
            SoftIrq = TimeSpan.FromSeconds(3.33),
            Steal = TimeSpan.FromSeconds(0.07),
            Guest = TimeSpan.Zero,
            GuestNice = null,
        };
}
