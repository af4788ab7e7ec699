namespace Psutil.FleetTests.Parts;

/// <summary>Values of <c>/proc</c>, read without the library.</summary>
internal static class ProcFiles
{
    /// <summary>The number behind the beginning of a line.</summary>
    public static long Keyed(string path, string start) =>
        Number(File.ReadLines(path).First(line => line.StartsWith(start, StringComparison.Ordinal))[start.Length..].Trim());

    /// <summary>The ticks that all CPUs together spent in user, nice and system mode, without interrupts.</summary>
    public static long BusyTicks() =>
        File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..4].Sum(Number);

    private static long Number(string text) => long.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture);
}
