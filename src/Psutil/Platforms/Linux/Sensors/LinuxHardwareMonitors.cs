namespace Psutil.Platforms.Linux;

/// <summary>
/// The chips in <c>/sys/class/hwmon</c> (Documentation/hwmon/sysfs-interface.rst): <c>temp1_input</c>, <c>temp1_label</c>,
/// <c>fan1_input</c> and so on.
/// </summary>
internal sealed class LinuxHardwareMonitors(FileTree sys)
{
    private const string ClassFolder = "class/hwmon";
    private const string PlatformFolder = "devices/platform";
    private const string FaultSuffix = "_fault";

    /// <summary>The temperatures by chip.</summary>
    public Dictionary<string, IReadOnlyList<TemperatureReading>> ReadTemperatures()
    {
        Dictionary<string, IReadOnlyList<TemperatureReading>> chips = [];
        foreach (Sensor sensor in FindSensors("temp"))
        {
            // The chip of a suspended or unplugged device has the file, but reading it fails.
            if (IsBroken(sensor) || LinuxTemperature.ToDegrees(sys.ReadInt64($"{sensor.Path}_input")) is not { } current)
            {
                continue;
            }

            Add(
                chips,
                sensor,
                new TemperatureReading
                {
                    Label = ReadLabel(sensor),
                    CurrentCelsius = current,
                    HighCelsius = LinuxTemperature.ToDegrees(sys.ReadInt64($"{sensor.Path}_max")),
                    CriticalCelsius = LinuxTemperature.ToDegrees(sys.ReadInt64($"{sensor.Path}_crit")),
                }
            );
        }

        return chips;
    }

    /// <summary>The fans by chip.</summary>
    public Dictionary<string, IReadOnlyList<FanReading>> ReadFans()
    {
        Dictionary<string, IReadOnlyList<FanReading>> chips = [];
        foreach (Sensor sensor in FindSensors("fan"))
        {
            if (!IsBroken(sensor) && sys.ReadInt64($"{sensor.Path}_input") is >= 0 and <= int.MaxValue and var speed)
            {
                Add(chips, sensor, new FanReading { Label = ReadLabel(sensor), RevolutionsPerMinute = (int)speed });
            }
        }

        return chips;
    }

    private static void Add<T>(Dictionary<string, IReadOnlyList<T>> chips, Sensor sensor, T reading)
    {
        if (!chips.TryGetValue(sensor.Chip, out IReadOnlyList<T>? readings))
        {
            chips.Add(sensor.Chip, readings = new List<T>());
        }

        ((List<T>)readings).Add(reading);
    }

    private List<Sensor> FindSensors(string kind)
    {
        List<Sensor> sensors = [];
        IReadOnlyList<string> folders = sys.List(ClassFolder);
        foreach (string folder in folders)
        {
            // Old kernels (CentOS 6 and 7) have a driver's files in the directory of its device.
            string path = $"{ClassFolder}/{folder}";
            string devicePath = $"{path}/device";
            if (!TryAddSensors(path, kind, devicePath, sensors))
            {
                TryAddSensors(devicePath, kind, path, sensors);
            }
        }

        // On some machines the cores are missing in the directory of the class.
        foreach (string device in sys.List(PlatformFolder))
        {
            if (device.StartsWith("coretemp.", StringComparison.Ordinal))
            {
                foreach (string folder in sys.List($"{PlatformFolder}/{device}/hwmon"))
                {
                    if (!folders.Contains(folder))
                    {
                        TryAddSensors($"{PlatformFolder}/{device}/hwmon/{folder}", kind, $"{PlatformFolder}/{device}", sensors);
                    }
                }
            }
        }

        return sensors;
    }

    private bool TryAddSensors(string folder, string kind, string otherFolder, List<Sensor> sensors)
    {
        string? chip = null;
        string? last = null;
        foreach (string file in sys.List(folder))
        {
            if (GetSensorName(file, kind) is not { } name)
            {
                continue;
            }

            bool isFault = file.AsSpan(name.Length).SequenceEqual(FaultSuffix);
            if (name == last)
            {
                if (isFault)
                {
                    sensors[^1] = sensors[^1] with { HasFault = true };
                }

                continue;
            }

            last = name;
            chip ??= ReadName(folder) ?? ReadName(otherFolder);
            if (chip is null)
            {
                return false;
            }

            sensors.Add(new Sensor(chip, $"{folder}/{name}", isFault));
        }

        return last is not null;
    }

    /// <summary>The sensor that a file belongs to: <c>temp1</c> for <c>temp1_input</c>; null if it is of another kind.</summary>
    private static string? GetSensorName(string file, string kind)
    {
        int end = file.IndexOf('_', StringComparison.Ordinal);
        return
            end > kind.Length
            && file.StartsWith(kind, StringComparison.Ordinal)
            && !file.AsSpan(kind.Length, end - kind.Length).ContainsAnyExceptInRange('0', '9')
            ? file[..end]
            : null;
    }

    // An open or short-circuited diode: its value is invalid.
    private bool IsBroken(Sensor sensor) => sensor.HasFault && sys.ReadInt64($"{sensor.Path}{FaultSuffix}") > 0;

    private string? ReadName(string folder) => sys.ReadText($"{folder}/name") is { Length: > 0 } name ? name : null;

    private string? ReadLabel(Sensor sensor) => sys.ReadText($"{sensor.Path}_label") is { Length: > 0 } label ? label : null;

    /// <summary>A sensor of a chip; the names of its files begin with the path.</summary>
    private readonly record struct Sensor(string Chip, string Path, bool HasFault);
}
