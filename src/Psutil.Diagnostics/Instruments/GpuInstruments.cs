namespace Psutil.Diagnostics;

/// <summary>The instruments of GPUs. Their power and temperature are in the instruments of all hardware.</summary>
internal sealed class GpuInstruments
{
    private readonly InstrumentFactory _factory;
    private readonly Source<Reading> _source;

    public GpuInstruments(InstrumentFactory factory, Machine machine)
    {
        GpuUses uses = new(machine.Gpus);
        _factory = factory;
        _source = factory.Sampler.Add("gpus", "gpus", () => new Reading([.. uses.Read().Select(use => (Tags(use.Gpu), use))]));
    }

    /// <summary>For <c>hw.energy</c>: what the driver has counted, since a time that is its own.</summary>
    public InstrumentPart<double> Energy => Part(use => use.Gpu.EnergyJoules);

    /// <summary>For <c>hw.power</c>.</summary>
    public InstrumentPart<double> Power => Part(use => use.PowerWatts);

    /// <summary>For <c>hw.temperature</c>.</summary>
    public InstrumentPart<double> Temperature => Part(use => use.Gpu.TemperatureCelsius);

    /// <summary>Adds the instruments that only GPUs have.</summary>
    public void Add()
    {
        _factory.UpDownCounter(_source, "hw.gpu.memory.limit", "By", "The memory of the GPU.", value =>
            value.Gpus.SelectMany(one => Measure.One(one.Use.Gpu.MemoryTotal, one.Tags))
        );
        _factory.UpDownCounter(_source, "hw.gpu.memory.usage", "By", "The used memory of the GPU.", value =>
            value.Gpus.SelectMany(one => Measure.One(one.Use.Gpu.MemoryUsed, one.Tags))
        );
        _factory.Gauge(_source, "hw.gpu.memory.utilization", "1", "The share of the GPU's memory that is used.", value =>
            value.Gpus.SelectMany(one =>
                Measure.One(
                    one.Use.Gpu is { MemoryTotal: > 0 and var total, MemoryUsed: { } used } ? (double)used / total : (double?)null,
                    one.Tags
                )
            )
        );
        _factory.Gauge(_source, "hw.gpu.utilization", "1", "How busy the GPU was, by what it worked at.", value =>
            value.Gpus.SelectMany(one =>
                Measure.Each(
                    one.Tags,
                    "hw.gpu.task",
                    ("general", one.Use.UtilizationPercent / 100),
                    ("encoder", one.Use.Gpu.EncoderPercent / 100),
                    ("decoder", one.Use.Gpu.DecoderPercent / 100)
                )
            )
        );
    }

    private InstrumentPart<double> Part(Func<GpuUse, double?> valueOf) =>
        _factory.From(_source, value => value.Gpus.SelectMany(one => Measure.One(valueOf(one.Use), one.Tags)));

    private static KeyValuePair<string, object?>[] Tags(Gpu gpu) =>
        [Measure.TextTag("hw.id", gpu.Id), Measure.TextTag("hw.name", gpu.Name ?? gpu.Driver ?? gpu.Id), Measure.Tag("hw.type", "gpu")];

    private sealed record Reading(IReadOnlyList<(KeyValuePair<string, object?>[] Tags, GpuUse Use)> Gpus);
}
