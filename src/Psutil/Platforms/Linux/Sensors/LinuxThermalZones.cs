namespace Psutil.Platforms.Linux;

/// <summary>
/// The zones in <c>/sys/class/thermal</c> (Documentation/driver-api/thermal/sysfs-api.rst), with the temperatures at which the kernel acts.
/// </summary>
internal sealed class LinuxThermalZones(FileTree sys)
{
    private const string ClassFolder = "class/thermal";

    public Dictionary<string, IReadOnlyList<TemperatureReading>> Read()
    {
        Dictionary<string, IReadOnlyList<TemperatureReading>> zones = [];
        foreach (string name in sys.List(ClassFolder))
        {
            if (!name.StartsWith("thermal_zone", StringComparison.Ordinal))
            {
                continue;
            }

            string folder = $"{ClassFolder}/{name}";
            if (
                LinuxTemperature.ToDegrees(sys.ReadInt64($"{folder}/temp")) is not { } current
                || sys.ReadText($"{folder}/type") is not { Length: > 0 } type
            )
            {
                continue;
            }

            (double? high, double? critical) = ReadTripPoints(folder);
            TemperatureReading reading = new()
            {
                CurrentCelsius = current,
                HighCelsius = high,
                CriticalCelsius = critical,
            };
            zones[type] = zones.TryGetValue(type, out IReadOnlyList<TemperatureReading>? readings) ? [.. readings, reading] : [reading];
        }

        return zones;
    }

    private (double? High, double? Critical) ReadTripPoints(string folder)
    {
        const string Prefix = "trip_point_";
        const string Suffix = "_type";
        double? high = null;
        double? critical = null;
        foreach (string file in sys.List(folder))
        {
            if (!file.StartsWith(Prefix, StringComparison.Ordinal) || !file.EndsWith(Suffix, StringComparison.Ordinal))
            {
                continue;
            }

            string? type = sys.ReadText($"{folder}/{file}");
            if (type is not ("critical" or "hot" or "high"))
            {
                continue;
            }

            double? limit = LinuxTemperature.ToLimit(sys.ReadInt64($"{folder}/{file.AsSpan(0, file.Length - Suffix.Length)}_temp"));
            if (type == "critical")
            {
                critical = Lower(critical, limit);
            }
            else
            {
                high = Lower(high, limit);
            }
        }

        return (high, critical);
    }

    private static double? Lower(double? left, double? right) =>
        left is null ? right
        : right is null ? left
        : Math.Min(left.Value, right.Value);
}
