namespace Psutil.Platforms.Windows.Parsing;

/// <summary>Converts the kernel's paths (<c>\Device\HarddiskVolume1\a</c>, <c>\??\C:\a</c>) to drive paths (<c>C:\a</c>).</summary>
internal static class DevicePath
{
    private const string DosPrefix = @"\??\";
    private const string UncPrefix = @"\??\UNC\";
    private const string RootPrefix = @"\SystemRoot\";
    private const string DevicePrefix = @"\Device\";
    private static readonly string[] NetworkDevices = [@"\Device\Mup\", @"\Device\LanmanRedirector\"];

    /// <summary>The path; unchanged if its device has no drive.</summary>
    /// <param name="path">The kernel's path.</param>
    /// <param name="drives">The device of each drive, such as <c>\Device\HarddiskVolume1</c> for <c>C:</c>.</param>
    /// <param name="windowsFolder">The folder of Windows, which replaces <c>\SystemRoot</c>.</param>
    public static string ToDos(string path, IReadOnlyDictionary<string, string> drives, string? windowsFolder)
    {
        if (path.StartsWith(UncPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return @"\\" + path[UncPrefix.Length..];
        }

        if (path.StartsWith(DosPrefix, StringComparison.Ordinal))
        {
            return path[DosPrefix.Length..];
        }

        if (windowsFolder is not null && path.StartsWith(RootPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return Path.Join(windowsFolder, path[RootPrefix.Length..]);
        }

        foreach (string device in NetworkDevices)
        {
            if (path.StartsWith(device, StringComparison.OrdinalIgnoreCase))
            {
                return WithoutRedirectors(path.AsSpan(device.Length)) is { IsEmpty: false } share ? $@"\\{share}" : path;
            }
        }

        if (!path.StartsWith(DevicePrefix, StringComparison.OrdinalIgnoreCase))
        {
            return path;
        }

        int end = path.IndexOf('\\', DevicePrefix.Length);
        return end > 0 && drives.TryGetValue(path[..end], out string? drive) ? drive + path[end..] : path;
    }

    // A mapped drive has its redirector and its letter before the server, and offline files have more:
    // \Device\Mup\;LanmanRedirector\;Z:00000000000a1b2c\server\share\a, \Device\Mup\;Csc\.\.\server\share\a.
    private static ReadOnlySpan<char> WithoutRedirectors(ReadOnlySpan<char> path)
    {
        while (path.StartsWith(';') || path.StartsWith(@".\"))
        {
            int slash = path.IndexOf('\\');
            path = slash < 0 ? [] : path[(slash + 1)..];
        }

        return path;
    }
}
