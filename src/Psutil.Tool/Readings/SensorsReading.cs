namespace Psutil.Tool.Readings;

/// <summary>One reading of the sensors. A value that could not be read is null, and among the gaps.</summary>
internal sealed record SensorsReading
{
    public required IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>>? Temperatures { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<FanReading>>? Fans { get; init; }

    /// <summary>Null also if the machine has none.</summary>
    public required BatteryReading? Battery { get; init; }

    /// <summary>Every temperature with its chip.</summary>
    public IEnumerable<(string Chip, TemperatureReading Reading)> EachTemperature => Each(Temperatures);

    /// <summary>Every fan with its chip.</summary>
    public IEnumerable<(string Chip, FanReading Reading)> EachFan => Each(Fans);

    // On some systems the compiler warns that there are none: the exception is recorded as a gap.
#pragma warning disable CA1416
    /// <param name="sensors">The sensors.</param>
    /// <param name="gaps">Where what is missing is noted.</param>
    /// <param name="section">The prefix of the names of gaps: <c>sensors.</c> as a part of a report.</param>
    public static SensorsReading Take(Sensors sensors, Gaps gaps, string section = "sensors.") =>
        new()
        {
            Temperatures = gaps.Read(section + "temperatures", sensors.GetTemperatures),
            Fans = gaps.Read(section + "fans", sensors.GetFans),
            Battery = gaps.Read(section + "battery", sensors.GetBattery),
        };
#pragma warning restore CA1416

    private static IEnumerable<(string, T)> Each<T>(IReadOnlyDictionary<string, IReadOnlyList<T>>? chips) =>
        chips is null ? [] : chips.SelectMany(chip => chip.Value.Select(reading => (chip.Key, reading)));
}
