namespace Psutil.Diagnostics;

/// <summary>The instruments of the energy that processors, memory and GPUs use.</summary>
internal static class EnergyInstruments
{
    private sealed record Reading(IReadOnlyList<(KeyValuePair<string, object?>[] Tags, double Joules, double Watts)> Zones);

    public static void Add(InstrumentFactory factory, Machine machine, GpuInstruments gpus)
    {
        List<InstrumentPart<double>> joules = [];
        List<InstrumentPart<double>> watts = [];
        if (machine.Energy is { } energy)
        {
            Source<Reading> source = factory.Sampler.Add("energy", "energy", new Reader(energy).Read);
            joules.Add(factory.From(source, value => value.Zones.SelectMany(zone => Measure.One<double>(zone.Joules, zone.Tags))));
            watts.Add(factory.From(source, value => value.Zones.SelectMany(zone => Measure.One<double>(zone.Watts, zone.Tags))));
        }

        factory.Counter("hw.energy", "J", "The energy that the part of the machine has used.", [.. joules, gpus.Energy]);
        factory.Gauge("hw.power", "W", "The power of the part of the machine.", [.. watts, gpus.Power]);
    }

    private sealed class Reader(Energy energy)
    {
        // The machine's own counters begin anew now and then.
        private readonly Dictionary<string, double> _joules = new(StringComparer.Ordinal);
        private EnergyMeter? _meter;
        private Reading? _last;

        public Reading? Read()
        {
            if (_meter is null)
            {
                _meter = energy.CreateMeter();
                return null;
            }

            if (_meter.Read() is { } reading)
            {
                _last = new Reading([.. reading.Zones.Select(use => (Tags(use.Zone), Add(use), use.Watts))]);
            }

            return _last;
        }

        private double Add(EnergyUse use) => _joules[use.Zone.Id] = _joules.GetValueOrDefault(use.Zone.Id) + use.Joules;
    }

    private static KeyValuePair<string, object?>[] Tags(EnergyZone zone)
    {
        List<KeyValuePair<string, object?>> tags = [Measure.TextTag("hw.id", zone.Id)];
        if (zone.Name is { } name)
        {
            tags.Add(Measure.TextTag("hw.name", name));
        }

        if (zone.ParentId is { } parent)
        {
            tags.Add(Measure.TextTag("hw.parent", parent));
        }

        if (TypeOf(zone.Kind) is { } type)
        {
            tags.Add(Measure.Tag("hw.type", type));
        }

        return [.. tags];
    }

    // The conventions have no word for the others.
    private static string? TypeOf(EnergyZoneKind kind) =>
        kind switch
        {
            EnergyZoneKind.Package or EnergyZoneKind.Core => "cpu",
            EnergyZoneKind.Memory => "memory",
            _ => null,
        };
}
