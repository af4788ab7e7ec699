using Psutil.Diagnostics;

namespace Psutil.AspNetCore.NodeNames;

/// <summary>A chip of <c>/sys/class/hwmon</c>.</summary>
/// <param name="Chip">
/// node_exporter's name of it, from the path of its device: <c>platform_coretemp_0</c>. The number of a chip depends on the order in which
/// drivers were loaded.
/// </param>
/// <param name="Name">The driver's name of it: <c>coretemp</c>; null if it has none.</param>
/// <param name="Sensors">Its files: the name of the sensor, what of it the file has, and the content.</param>
internal sealed record HardwareMonitor(string Chip, string? Name, IReadOnlyList<(string Sensor, string Property, string Text)> Sensors)
{
    private static readonly string[] Kinds = ["temp", "fan"];
    private static readonly string[] Properties = ["input", "max", "min", "crit", "label"];

    /// <summary>Reads the chips. One that disappears meanwhile has no sensors.</summary>
    public static IReadOnlyList<HardwareMonitor>? Read(string sysPath)
    {
        List<HardwareMonitor> chips = [];
        foreach (string link in KernelFolder.GetDevices(Path.Join(sysPath, "class", "hwmon")))
        {
            string folder = KernelFolder.ResolveLink(link) ?? link;
            SmallFiles files = new(folder);
            string? name = files.TryReadLine("name");
            List<(string, string, string)> sensors = [];
            foreach (string file in KernelFolder.GetFiles(folder))
            {
                string[] parts = file.Split('_', 2);
                bool isWanted =
                    parts.Length == 2 && Kinds.Contains(parts[0].TrimEnd("0123456789".ToCharArray())) && Properties.Contains(parts[1]);
                if (isWanted && files.TryReadLine(file) is { } text)
                {
                    sensors.Add((parts[0], parts[1], text));
                }
            }

            chips.Add(new HardwareMonitor(ChipName(folder, name), name is null ? null : Clean(name), sensors));
        }

        return chips.Count > 0 ? chips : null;
    }

    /// <summary>A text in the form of a name: lower case, with <c>_</c> for all but letters, digits and colons.</summary>
    internal static string Clean(string text) =>
        string.Concat(text.ToLower(CultureInfo.InvariantCulture).Select(one => char.IsAsciiLetterOrDigit(one) || one == ':' ? one : '_'))
            .Trim('_');

    private static string ChipName(string folder, string? name)
    {
        if (KernelFolder.ResolveLink(Path.Join(folder, "device")) is { } device)
        {
            string bus = Clean(Path.GetFileName(Path.GetDirectoryName(device)) ?? "");
            string deviceName = Clean(Path.GetFileName(device));
            if (deviceName.Length > 0)
            {
                return bus.Length > 0 ? $"{bus}_{deviceName}" : deviceName;
            }
        }

        return name is not null && Clean(name) is { Length: > 0 } clean ? clean : Clean(Path.GetFileName(folder));
    }
}
