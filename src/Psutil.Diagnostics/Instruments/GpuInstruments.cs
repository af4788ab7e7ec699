namespace Psutil.Diagnostics;

// Where GPUs are not supported, the source notes the exception.
#pragma warning disable CA1416

/// <summary>The instruments of GPUs. Their power and temperature are in the instruments of all hardware.</summary>
internal sealed class GpuInstruments
{
    private readonly InstrumentFactory _factory;
    private readonly Source<Reading> _source;

    public GpuInstruments(InstrumentFactory factory, Machine machine)
    {
        _factory = factory;
        _source = factory.Sampler.Add("gpus", "gpus", new Reader(machine.Gpus).Read);
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

    private sealed class Reader(Gpus gpus)
    {
        private GpuMeter? _meter;
        private GpuReading? _last;

        public Reading? Read()
        {
            IReadOnlyList<Gpu> found = gpus.GetGpus();
            IReadOnlyList<GpuUse> uses;
            if (found.Any(NeedsMeter))
            {
                uses = Measured() ?? [.. found.Select(Unmeasured)];
            }
            else
            {
                (_meter, _last) = (null, null);
                uses = [.. found.Select(Unmeasured)];
            }

            return new Reading([.. uses.Select(use => (Tags(use.Gpu), use))]);
        }

        // A meter reads the descriptors of all processes.
        private static bool NeedsMeter(Gpu gpu) =>
            gpu.IsSuspended != true && (gpu.UtilizationPercent is null || (gpu.PowerWatts is null && gpu.EnergyJoules is not null));

        private static GpuUse Unmeasured(Gpu gpu) =>
            new()
            {
                Gpu = gpu,
                UtilizationPercent = gpu.UtilizationPercent,
                PowerWatts = gpu.PowerWatts,
                EnginePercents = new Dictionary<string, double>(),
            };

        private IReadOnlyList<GpuUse>? Measured()
        {
            if (_meter is null)
            {
                _meter = gpus.CreateMeter();
                return null;
            }

            return (_last = _meter.Read() ?? _last)?.Gpus;
        }
    }
}
