using Psutil.Tool.Readings;
using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Pages;

/// <summary>Temperatures, fans, power and the battery.</summary>
internal sealed class SensorPage : PageReader
{
    private readonly Machine _machine;
    private readonly PowerReader _power;

    private SensorPage(Machine machine)
    {
        _machine = machine;
        _power = new PowerReader(machine);
        _ = _power.Begin();
    }

    private static readonly IReadOnlyList<PageColumn<Row>> Columns =
    [
        PageText.Word<Row>("KIND", "what is measured", 11, row => row.Kind),
        PageText.Word<Row>("DEVICE", "the chip or device that measures", 16, row => row.Device, widest: 30, look: _ => Role.Bold),
        PageText.Word<Row>("SENSOR", "the name of the sensor", 16, row => row.Label, widest: 30),
        PageText.Number<Row>(
            "VALUE",
            "degrees Celsius, turns per minute, watts, or percent",
            8,
            row => row.Value,
            PageText.OneDecimal,
            look: LookOf
        ),
        PageText.Word<Row>("UNIT", "the unit of the value", 4, row => row.Unit, look: _ => Role.Dim),
        PageText.Number<Row>("HIGH", "a value that is high, in degrees Celsius", 6, row => row.High, PageText.OneDecimal),
        PageText.Number<Row>("CRIT", "a value that is critical, in degrees Celsius", 6, row => row.Critical, PageText.OneDecimal),
    ];

    public static TopPage Entry { get; } =
        new("sensors", "temperatures, fans, power and the battery", Columns, machine => new SensorPage(machine));

    public override PageTable Read(TopSample sample)
    {
        SensorsReading sensors = SensorsReading.Take(_machine.Sensors, new Gaps());
        List<Row> rows =
        [
            .. sensors.EachTemperature.Select(entry => new Row(
                "temperature",
                entry.Chip,
                entry.Reading.Label,
                entry.Reading.CurrentCelsius,
                "C"
            )
            {
                High = entry.Reading.HighCelsius,
                Critical = entry.Reading.CriticalCelsius,
            }),
            .. sensors.EachFan.Select(entry => new Row("fan", entry.Chip, entry.Reading.Label, entry.Reading.RevolutionsPerMinute, "rpm")),
        ];
        if (sensors.Battery is { } battery)
        {
            rows.Add(new Row("battery", "battery", battery.Status?.ToString(), battery.Percent, "%"));
            if (battery.PowerWatts is { } watts)
            {
                rows.Add(new Row("power", "battery", battery.Status?.ToString(), watts, "W"));
            }
        }

        rows.AddRange(_power.Read(new Gaps()).Select(one => new Row("power", one.Source, one.Label, one.Watts, "W")));

        return new PageTable<Row>(Columns, rows) { Empty = "this machine reports no temperatures, fans or battery" };
    }

    private static Look LookOf(Row row) =>
        row.Value >= row.Critical ? Role.Bad
        : row.Value >= row.High ? Role.Warning
        : row is { Kind: "battery", Value: < 15 } ? Role.Bad
        : Role.Plain;

    private sealed record Row(string Kind, string Device, string? Label, double? Value, string Unit)
    {
        public double? High { get; init; }

        public double? Critical { get; init; }
    }
}
