using Psutil.Tool.Commands;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.MachineCommands;

/// <summary><c>psutil sensors</c>: temperatures, fans and the battery.</summary>
internal static class SensorsCommand
{
    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        ToolCommand command = new("sensors", "Temperatures, fans and the battery.")
        {
            Examples = """
                psutil sensors
                psutil sensors --watch 2
                psutil sensors --json
                """,
        };
        options.AddTo(command, CommonOptionKinds.Table);
        command.SetAction(result =>
            MachineTable.Run(host, new WatchLoop(host, options, result), Columns, "sensors", (machine, gaps) => Read(machine.Sensors, gaps))
        );
        return command;
    }

    private static TableFrame<Reading>? Read(Sensors sensors, Gaps gaps)
    {
        List<Reading> readings = [];
        foreach (
            (string chip, IReadOnlyList<TemperatureReading> temperatures) in SensorSource.ReadTemperatures(gaps, "temperatures", sensors)
                ?? new Dictionary<string, IReadOnlyList<TemperatureReading>>()
        )
        {
            readings.AddRange(
                temperatures.Select(reading => new Reading("temperature", chip, reading.Label, reading.CurrentCelsius, "C")
                {
                    High = reading.HighCelsius,
                    Critical = reading.CriticalCelsius,
                })
            );
        }

        foreach (
            (string chip, IReadOnlyList<FanReading> fans) in SensorSource.ReadFans(gaps, "fans", sensors)
                ?? new Dictionary<string, IReadOnlyList<FanReading>>()
        )
        {
            readings.AddRange(fans.Select(reading => new Reading("fan", chip, reading.Label, reading.RevolutionsPerMinute, "rpm")));
        }

        if (SensorSource.ReadBattery(gaps, "battery", sensors) is { } battery)
        {
            readings.Add(
                new Reading("battery", null, SensorsReport.BatteryStatusName(battery.Status), battery.Percent, "%")
                {
                    TimeLeft = battery.TimeLeft,
                }
            );
        }

        const int Subjects = 3;
        return gaps.All.Count == Subjects ? null : new TableFrame<Reading>(readings);
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
        );

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
