namespace Psutil.Diagnostics;

/// <summary>Reads the CPU times, and keeps the previous ones.</summary>
internal sealed class CpuTimesReader(Cpu cpu, bool perCpu)
{
    // The key -1 stands for all CPUs together.
    private const int AllCpus = -1;

    private readonly Dictionary<int, double?[]> _highest = [];
    private readonly Dictionary<int, CpuTimes> _previous = [];

    public CpuTimesReading Read()
    {
        List<(int?, double?[])> times = [];
        List<(int?, double?[])> utilization = [];
        if (perCpu)
        {
            foreach (CpuCoreTimes core in cpu.GetTimesPerCpu())
            {
                Add(core.Number, core.Times);
            }
        }
        else
        {
            Add(null, cpu.GetTimes());
        }

        return new CpuTimesReading { Times = times, Utilization = utilization };

        void Add(int? number, CpuTimes now)
        {
            int key = number ?? AllCpus;
            times.Add((number, Grow(key, Seconds(now))));
            if (_previous.TryGetValue(key, out CpuTimes before) && now.PercentSince(before) is { } percent)
            {
                utilization.Add((number, Shares(percent)));
            }

            _previous[key] = now;
        }
    }

    /// <summary>The seconds in the order of <see cref="CpuTimesReading.Modes"/>.</summary>
    private static double?[] Seconds(CpuTimes times) =>
        [
            times.User?.TotalSeconds,
            times.System?.TotalSeconds,
            times.Nice?.TotalSeconds,
            times.Idle?.TotalSeconds,
            times.IOWait?.TotalSeconds,
            Sum(times.Irq?.TotalSeconds, times.SoftIrq?.TotalSeconds, times.Dpc?.TotalSeconds),
            times.Steal?.TotalSeconds,
        ];

    // The percentages count the time of guests apart from the user time that it is part of.
    private static double?[] Shares(CpuTimesPercent percent) =>
        [
            Sum(percent.User, percent.Guest) / 100,
            percent.System / 100,
            Sum(percent.Nice, percent.GuestNice) / 100,
            percent.Idle / 100,
            percent.IOWait / 100,
            Sum(percent.Irq, percent.SoftIrq, percent.Dpc) / 100,
            percent.Steal / 100,
        ];

    private static double? Sum(params ReadOnlySpan<double?> values)
    {
        double? sum = null;
        foreach (double? value in values)
        {
            sum = value is { } known ? sum.GetValueOrDefault() + known : sum;
        }

        return sum;
    }

    // On Linux idle and iowait can run backwards by a tick; a counter may not, because that would be taken for a restart.
    private double?[] Grow(int key, double?[] seconds)
    {
        if (_highest.TryGetValue(key, out double?[]? highest))
        {
            for (int mode = 0; mode < seconds.Length; mode++)
            {
                seconds[mode] = seconds[mode] is { } now && highest[mode] is { } before ? Math.Max(now, before) : seconds[mode];
            }
        }

        return _highest[key] = seconds;
    }
}
