namespace Psutil.Diagnostics;

/// <summary>The instruments of pressure stall information, which no convention names.</summary>
internal static class PressureInstruments
{
    private sealed record Reading(PressureStall? Cpu, PressureStall? Memory, PressureStall? IO);

    public static void Add(InstrumentFactory factory, Machine machine)
    {
        Source<Reading> pressure = factory.Sampler.Add("machine", "pressure", () =>
            new Reading(machine.Cpu.GetPressure(), machine.Memory.GetPressure(), machine.Disks.GetPressure())
        );
        factory.Counter(
            pressure,
            "psutil.pressure.time",
            "s",
            "The time in which some tasks, or all at once, waited for a resource.",
            value => Times("cpu", value.Cpu).Concat(Times("memory", value.Memory)).Concat(Times("io", value.IO))
        );
    }

    private static IEnumerable<Measurement<double>> Times(string resource, PressureStall? stall) =>
        Measure.Each<double>(
            [Measure.Tag("resource", resource)],
            "kind",
            ("some", stall?.Some.Total.TotalSeconds),
            ("full", stall?.Full?.Total.TotalSeconds)
        );
}
