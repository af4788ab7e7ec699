using Psutil.Tool.Commands;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.MachineCommands;

/// <summary><c>psutil sensors</c>: temperatures, fans, power and the battery.</summary>
internal static class SensorsCommand
{
    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        ToolCommand command = new("sensors", "Temperatures, fans, power and the battery.")
        {
            Examples = """
                psutil sensors
                psutil sensors --watch 2
                psutil sensors --json
                """,
            WriteNotes = output =>
            {
                output.WriteLine("Power is the mean over --interval where energy is counted: by processors, whose");
                output.WriteLine("counters (RAPL) only root may read, and by some GPUs.");
                output.WriteLine();
            },
        };
        options.AddTo(command, CommonOptionKinds.Table | CommonOptionKinds.Interval | CommonOptionKinds.Past);
        command.SetAction(result =>
        {
            WatchLoop loop = new(host, options, result);
            PowerReader? power = null;
            return MachineTable.Run(host, loop, Columns, "sensors", Places, (machine, gaps) =>
            {
                if (power is null)
                {
                    power = new PowerReader(machine);
                    if (power.Begin())
                    {
                        host.Sleep(loop.Interval);
                    }
                }

                return Arrange(SensorsReading.Take(machine.Sensors, gaps, section: ""), power.Read(gaps), gaps);
            });
        });
        return command;
    }

    private static readonly string[] Places = ["temperatures", "fans", "battery"];

    private static TableFrame<Reading>? Arrange(SensorsReading sensors, IReadOnlyList<PowerReading> power, Gaps gaps)
    {
        List<Reading> readings =
        [
            .. sensors.EachTemperature.Select(entry => new Reading(
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
            .. sensors.EachFan.Select(entry => new Reading(
                "fan",
                entry.Chip,
                entry.Reading.Label,
                entry.Reading.RevolutionsPerMinute,
                "rpm"
            )),
        ];
        if (sensors.Battery is { } battery)
        {
            readings.Add(
                new Reading("battery", null, SensorsReport.BatteryStatusName(battery.Status), battery.Percent, "%")
                {
                    TimeLeft = battery.TimeLeft,
                }
            );
            if (battery.PowerWatts is { } watts)
            {
                readings.Add(new Reading("power", "battery", SensorsReport.BatteryStatusName(battery.Status), Math.Round(watts, 3), "W"));
            }
        }

        readings.AddRange(power.Select(one => new Reading("power", one.Source, one.Label, Math.Round(one.Watts, 3), "W")));
        return readings.Count == 0 && Places.All(place => gaps.Find(place) is not null)
            ? null
            : new TableFrame<Reading>(readings) { Below = page => WriteAbsent(page, sensors, gaps) };
    }

    private static void WriteAbsent(TextPage page, SensorsReading sensors, Gaps gaps)
    {
        (string Name, bool IsEmpty)[] subjects =
        [
            ("temperatures", !sensors.EachTemperature.Any()),
            ("fans", !sensors.EachFan.Any()),
            ("battery", sensors.Battery is null),
        ];
        string[] absent =
        [
            .. subjects.Where(subject => subject.IsEmpty && gaps.Find(subject.Name) is null).Select(subject => subject.Name),
        ];
        if (absent.Length > 0)
        {
            page.Write($"no {string.Join(", no ", absent)} here", Style.Dim).EndLine();
        }
    }

    private static Table<Reading> Columns =>
        new(
            "sensors",
            [
                new("kind", (writer, reading) => writer.Text(reading.Kind)),
                new("chip", (writer, reading) => writer.TextOrNone(reading.Chip)),
                new("current", (writer, reading) => writer.Number(reading.Current), IsRightAligned: true) { Style = StyleOf },
                new("unit", (writer, reading) => writer.Text(reading.Unit)),
                new("high", (writer, reading) => writer.Number(reading.High), IsRightAligned: true, Rank: 2),
                new("critical", (writer, reading) => writer.Number(reading.Critical), IsRightAligned: true, Rank: 3),
                new("secsleft", (writer, reading) => writer.Duration(reading.TimeLeft), "LEFT", IsRightAligned: true, Rank: 4),
                new("label", (writer, reading) => writer.TextOrNone(reading.Label)),
            ]
        )
        {
            Empty = "no sensor has a value",
        };

    private static Style StyleOf(Reading reading) =>
        reading.Current >= reading.Critical ? Style.Bad
        : reading.Current >= reading.High ? Style.Warning
        : Style.Plain;

    private sealed record Reading(string Kind, string? Chip, string? Label, double? Current, string Unit)
    {
        public double? High { get; init; }

        public double? Critical { get; init; }

        public TimeSpan? TimeLeft { get; init; }
    }
}
