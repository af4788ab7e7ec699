namespace Psutil.Diagnostics;

/// <summary>The instruments of the CPUs, the load and the uptime.</summary>
internal static class CpuInstruments
{
    /// <summary>The counts of CPUs, which a hypervisor or an administrator can change.</summary>
    private sealed record Counts(int Logical, int? Physical);

    private sealed record Uptime(TimeSpan Time, DateTimeOffset Now);

    private sealed record Load(LoadAverage Average);

    public static void Add(InstrumentFactory factory, Machine machine, PsutilMetricsOptions options)
    {
        Source<Uptime> uptime = factory.Sampler.Add("machine", "uptime", () =>
        {
            DateTimeOffset now = machine.TimeProvider.GetUtcNow();
            return new Uptime(now - machine.GetBootTime(), now);
        });
        factory.Gauge(uptime, "system.uptime", "s", "The time since the machine started.", value =>
            Measure.One<double>(value.Time.TotalSeconds)
        );
        factory.Gauge(
            uptime,
            "psutil.clock.time",
            "s",
            "The time of the machine's clock, in seconds since 1970. Beside the clock of whoever collects it shows a wrong one.",
            value => Measure.One<double>((value.Now - DateTimeOffset.UnixEpoch).TotalSeconds)
        );

        Source<Counts> counts = factory.Sampler.Add("machine", "cpu count", () =>
            new Counts(machine.Cpu.GetLogicalCount(), machine.Cpu.GetPhysicalCount())
        );
        factory.UpDownCounter(counts, "system.cpu.logical.count", "{cpu}", "The number of logical CPUs that are online.", value =>
            Measure.One<int>(value.Logical)
        );
        factory.UpDownCounter(counts, "system.cpu.physical.count", "{cpu}", "The number of physical cores that are online.", value =>
            Measure.One(value.Physical)
        );

        Source<CpuTimesReading> times = factory.Sampler.Add("machine", "cpu times", new CpuTimesReader(machine.Cpu, options.PerCpu).Read);
        factory.Counter(times, "system.cpu.time", "s", "The time that the CPUs spent in each mode.", value => ByMode(value.Times));
        if (options.IncludeOptional)
        {
            factory.Gauge(
                times,
                "system.cpu.utilization",
                "1",
                "The share of each mode in the time of the CPUs since the previous collection.",
                value => ByMode(value.Utilization)
            );
        }

        // Where the driver asks each CPU for its frequency, that CPU is interrupted.
        Source<IReadOnlyList<CpuCoreFrequency>> frequency = factory.Sampler.Add(
            "cpu frequency",
            "cpu frequency",
            machine.Cpu.GetFrequencyPerCpu
        );
        factory.Gauge(frequency, "system.cpu.frequency", "Hz", "The current frequency of the CPUs.", value =>
            Frequencies(value, options.PerCpu)
        );

        Source<Load> load = factory.Sampler.Add("machine", "load", () => new Load(machine.Cpu.GetLoadAverage()));
        AddLoad("1m", "minute", average => average.OneMinute);
        AddLoad("5m", "5 minutes", average => average.FiveMinutes);
        AddLoad("15m", "15 minutes", average => average.FifteenMinutes);

        void AddLoad(string name, string time, Func<LoadAverage, double> select) =>
            factory.Gauge(
                load,
                $"system.cpu.load_average.{name}",
                "{thread}",
                $"The mean number of tasks that ran or waited to run over the last {time}.",
                value => Measure.One<double>(select(value.Average))
            );
    }

    private static IEnumerable<Measurement<double>> ByMode(IReadOnlyList<(int? Cpu, double?[] Values)> cpus)
    {
        foreach ((int? cpu, double?[] values) in cpus)
        {
            KeyValuePair<string, object?>[] common = cpu is { } number ? [Measure.Tag("cpu.logical_number", number)] : [];
            for (int mode = 0; mode < values.Length; mode++)
            {
                if (values[mode] is { } known)
                {
                    yield return new Measurement<double>(known, [.. common, Measure.Tag("cpu.mode", CpuTimesReading.Modes[mode])]);
                }
            }
        }
    }

    private static IEnumerable<Measurement<double>> Frequencies(IReadOnlyList<CpuCoreFrequency> cpus, bool perCpu) =>
        perCpu
            ? cpus.Select(cpu => new Measurement<double>(
                cpu.Frequency.CurrentMegahertz * 1e6,
                Measure.Tag("cpu.logical_number", cpu.Number)
            ))
            : Measure.One(CpuFrequency.MeanOf(cpus)?.CurrentMegahertz * 1e6);
}
