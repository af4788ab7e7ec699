namespace Psutil.AspNetCore.NodeNames;

/// <summary>A folder of sysfs that has a folder, or a link to one, for each device.</summary>
internal static class KernelFolder
{
    // Somebody can create devices without end.
    private const int MostEntries = 4096;

    /// <summary>The paths of the devices, in the order of their names; empty if there is no such folder.</summary>
    public static IReadOnlyList<string> GetDevices(string folder) => List(folder, Directory.EnumerateDirectories);

    /// <summary>The names of the files in a device's folder; empty if there is no such folder.</summary>
    public static IReadOnlyList<string> GetFiles(string folder) =>
        [.. List(folder, Directory.EnumerateFiles).Select(path => Path.GetFileName(path))];

    /// <summary>The path behind a link, and behind those that it leads to; null if there is none.</summary>
    public static string? ResolveLink(string path)
    {
        try
        {
            return Directory.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static List<string> List(string folder, Func<string, IEnumerable<string>> enumerate)
    {
        try
        {
            List<string> paths = [.. enumerate(folder).Take(MostEntries)];
            paths.Sort(StringComparer.Ordinal);
            return paths;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
