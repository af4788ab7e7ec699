namespace Psutil.Diagnostics;

/// <summary>The instruments of sensors and links. A driver can take its time to answer, so each kind has a lane of its own.</summary>
internal static class HardwareInstruments
{
    private sealed record Temperature(string Chip, string Id, TemperatureReading Reading);

    public static void Add(InstrumentFactory factory, Machine machine)
    {
        GpuInstruments gpus = new(factory, machine);
        AddTemperatures(factory, machine, gpus);
        AddFans(factory, machine);
        AddBattery(factory, machine);
        AddLinks(factory, machine);
        EnergyInstruments.Add(factory, machine, gpus);
        gpus.Add();
    }

    private static void AddTemperatures(InstrumentFactory factory, Machine machine, GpuInstruments gpus)
    {
        Source<List<Temperature>> temperatures = factory.Sampler.Add("temperatures", "temperatures", ReadTemperatures);
        factory.Gauge(
            "hw.temperature",
            "Cel",
            "The temperature.",
            factory.From(temperatures, value => value.SelectMany(one => Measure.One(one.Reading.CurrentCelsius, Tags(one)))),
            gpus.Temperature
        );
        factory.Gauge(temperatures, "hw.temperature.limit", "Cel", "The temperature that counts as high or critical.", value =>
            value.SelectMany(one =>
                Measure.Each(
                    Tags(one),
                    "hw.limit_type",
                    ("high.degraded", one.Reading.HighCelsius),
                    ("high.critical", one.Reading.CriticalCelsius)
                )
            )
        );

        List<Temperature> ReadTemperatures() =>
            [
                .. machine
                    .Sensors.GetTemperatures()
                    .SelectMany(chip => Named(chip, one => one.Label, (id, one) => new Temperature(chip.Key, id, one))),
            ];

        static KeyValuePair<string, object?>[] Tags(Temperature one) => Device(one.Id, one.Reading.Label ?? one.Chip, one.Chip);
    }

    private static void AddFans(InstrumentFactory factory, Machine machine)
    {
        Source<IReadOnlyDictionary<string, IReadOnlyList<FanReading>>> fans = factory.Sampler.Add("fans", "fans", machine.Sensors.GetFans);
        factory.Gauge(fans, "hw.fan.speed", "rpm", "The speed of the fan.", value =>
            value.SelectMany(chip =>
                Named(
                    chip,
                    one => one.Label,
                    (id, one) => new Measurement<long>(one.RevolutionsPerMinute, Device(id, one.Label ?? chip.Key, chip.Key))
                )
            )
        );
    }

    private static void AddBattery(InstrumentFactory factory, Machine machine)
    {
        Source<BatteryReading> battery = factory.Sampler.Add("battery", "battery", machine.Sensors.GetBattery);
        KeyValuePair<string, object?> id = Measure.Tag("hw.id", "battery");
        factory.Gauge(battery, "hw.battery.charge", "1", "The charge of the battery.", value =>
            Measure.One<double>(value.Percent / 100, id)
        );
        factory.Gauge(battery, "hw.battery.time_left", "s", "How long the charge lasts at the current use.", value =>
            Measure.One(value.TimeLeft?.TotalSeconds, id, Measure.Tag("hw.battery.state", "discharging"))
        );
    }

    private static void AddLinks(InstrumentFactory factory, Machine machine)
    {
        Source<IReadOnlyDictionary<string, InterfaceState>> links = factory.Sampler.Add(
            "links",
            "links",
            machine.Network.GetInterfaceStates
        );
        factory.UpDownCounter(links, "hw.network.up", "1", "Whether the interface is up and has a carrier: 1 or 0.", value =>
            value.SelectMany(link => Measure.One<long>(link.Value.IsUp ? 1 : 0, Link(link.Key)))
        );
        factory.UpDownCounter(links, "hw.network.bandwidth.limit", "By/s", "The speed of the link.", value =>
            value.SelectMany(link => Measure.One(link.Value.SpeedMegabitsPerSecond * (1_000_000 / 8), Link(link.Key)))
        );

        static KeyValuePair<string, object?>[] Link(string name) => [Measure.TextTag("hw.id", name), Measure.TextTag("hw.name", name)];
    }

    // A label is unique only if the driver makes it so: the second of two with one label gets a number.
    private static IEnumerable<TResult> Named<TReading, TResult>(
        KeyValuePair<string, IReadOnlyList<TReading>> chip,
        Func<TReading, string?> label,
        Func<string, TReading, TResult> create
    )
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((int index, TReading reading) in chip.Value.Index())
        {
            string number = index.ToString(CultureInfo.InvariantCulture);
            string name = label(reading) is { Length: > 0 } given ? given : number;
            yield return create($"{chip.Key}/{(seen.Add(name) ? name : $"{name}#{number}")}", reading);
        }
    }

    private static KeyValuePair<string, object?>[] Device(string id, string name, string parent) =>
        [Measure.TextTag("hw.id", id), Measure.TextTag("hw.name", name), Measure.TextTag("hw.parent", parent)];
}
