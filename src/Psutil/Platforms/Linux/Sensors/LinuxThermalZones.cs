namespace Psutil.Platforms.Linux;

/// <summary>
/// The zones in <c>/sys/class/thermal</c> (Documentation/driver-api/thermal/sysfs-api.rst), with the temperatures at which the kernel acts.
/// </summary>
internal sealed class LinuxThermalZones(FileTree sys)
{
    private const string ClassFolder = "class/thermal";

    /// <summary>Adds the zones that no hardware monitor shows.</summary>
    public void AddTo(Dictionary<string, IReadOnlyList<TemperatureReading>> chips)
    {
        List<(string Type, string Folder, IReadOnlyList<string> Files)> zones = [];
        HashSet<string> shown = [.. chips.Keys];
        foreach (string name in sys.List(ClassFolder))
        {
            if (!name.StartsWith("thermal_zone", StringComparison.Ordinal))
            {
                continue;
            }

            string folder = $"{ClassFolder}/{name}";
            if (sys.ReadText($"{folder}/type") is not { Length: > 0 } type)
            {
                continue;
            }

            IReadOnlyList<string> files = sys.List(folder);
            if (HasMonitor(files))
            {
                shown.Add(type);
            }

            zones.Add((type, folder, files));
        }

        // coretemp reads the same register of the processor, and also those of its cores.
        if (shown.Contains("coretemp"))
        {
            shown.Add("x86_pkg_temp");
        }

        foreach ((string type, string folder, IReadOnlyList<string> files) in zones)
        {
            // A chip's name cannot contain a dash, so the kernel writes an underscore.
            if (
                !shown.Contains(type)
                && !shown.Contains(type.Replace('-', '_'))
                && LinuxTemperature.ToDegrees(sys.ReadInt64($"{folder}/temp")) is { } current
            )
            {
                (double? high, double? critical) = ReadTripPoints(folder, files);
                TemperatureReading reading = new()
                {
                    CurrentCelsius = current,
                    HighCelsius = high,
                    CriticalCelsius = critical,
                };
                chips[type] = chips.TryGetValue(type, out IReadOnlyList<TemperatureReading>? readings) ? [.. readings, reading] : [reading];
            }
        }
    }

    // The chip's directory is below the first zone of a type; the chip also shows the other zones of that type (thermal_hwmon.c).
    private static bool HasMonitor(IReadOnlyList<string> files)
    {
        foreach (string file in files)
        {
            if (file.StartsWith("hwmon", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private (double? High, double? Critical) ReadTripPoints(string folder, IReadOnlyList<string> files)
    {
        const string Prefix = "trip_point_";
        const string Suffix = "_type";
        double? high = null;
        double? critical = null;
        foreach (string file in files)
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

            double? limit = LinuxTemperature.ToDegrees(sys.ReadInt64($"{folder}/{file.AsSpan(0, file.Length - Suffix.Length)}_temp"));
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
