using Psutil.Platforms.NetBsd.Interop;

namespace Psutil.Platforms.NetBsd;

/// <summary>
/// Names of terminals by their device numbers: the files in <c>/dev</c>, which are listed again when a number is new.
/// </summary>
internal sealed class NetBsdTerminals
{
    private Dictionary<ulong, string> _paths = [];

    /// <summary>The path of the terminal; null if there is no file for it.</summary>
    public string? Find(ulong device)
    {
        if (!_paths.ContainsKey(device))
        {
            _paths = ReadAll();
        }

        return _paths.GetValueOrDefault(device);
    }

    private static Dictionary<ulong, string> ReadAll()
    {
        Dictionary<ulong, string> paths = [];
        foreach (string path in List("/dev", "tty*").Concat(List("/dev/pts", "*")).Append("/dev/console"))
        {
            if (Libc.GetFileStatus([.. OSText.GetBytes(path), 0], out FileStatus status) == 0)
            {
                paths.TryAdd(status.st_rdev, path);
            }
        }

        return paths;
    }

    /// <summary>The files of a folder. One that does not exist has none; one that cannot be read leaves an event.</summary>
    internal static IEnumerable<string> List(string folder, string pattern)
    {
        try
        {
            return Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            PsutilEventSource.Log.SourceSkipped(folder, exception.Message);
            return [];
        }
    }
}
