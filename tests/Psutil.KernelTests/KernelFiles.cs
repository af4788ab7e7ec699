namespace Psutil.KernelTests;

/// <summary>The kernel's own words, read by the tests themselves.</summary>
internal static class KernelFiles
{
    /// <summary>Bytes that a line such as 'VmSwap:    12 kB' gives.</summary>
    public static long Bytes(string path, string key) => Number(path, $"{key}:") * 1024;

    /// <summary>The number after a word that begins a line.</summary>
    public static long Number(string path, string key) =>
        long.Parse(
            File.ReadLines(path)
                .Select(line => line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
                .First(line => line[0] == key)[1],
            CultureInfo.InvariantCulture
        );

    /// <summary>The numbers of a list such as '0-3,8'.</summary>
    public static int[] List(string path) =>
        [
            .. File.ReadAllText(path)
                .Trim()
                .Split(',')
                .Select(range => range.Split('-'))
                .SelectMany(ends =>
                {
                    int first = int.Parse(ends[0], CultureInfo.InvariantCulture);
                    return Enumerable.Range(first, int.Parse(ends[^1], CultureInfo.InvariantCulture) - first + 1);
                }),
        ];
}
