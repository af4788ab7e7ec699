namespace Psutil.Platforms.Windows.Parsing;

/// <summary>The names of the machine's devices.</summary>
internal static class DeviceNames
{
    private const string Disk = "PhysicalDrive";

    /// <summary>The whole disks in a list of all names, by number. Their numbers have gaps and no limit.</summary>
    public static IReadOnlyList<string> FindDisks(ReadOnlySpan<char> names) =>
        [
            .. TextList
                .Parse(names)
                .Select(name => (Name: name, Number: NumberOf(name)))
                .Where(disk => disk.Number is not null)
                .OrderBy(disk => disk.Number)
                .Select(disk => disk.Name)
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];

    private static int? NumberOf(string name) =>
        name.StartsWith(Disk, StringComparison.OrdinalIgnoreCase)
        && int.TryParse(name.AsSpan(Disk.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
}
