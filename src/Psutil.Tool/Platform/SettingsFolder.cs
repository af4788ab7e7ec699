namespace Psutil.Tool.Platform;

/// <summary>Where the user's settings of programs are.</summary>
internal static class SettingsFolder
{
    /// <summary>
    /// <c>$XDG_CONFIG_HOME</c>, by default <c>~/.config</c>; on Windows <c>%APPDATA%</c>. Null where there is no such place.
    /// </summary>
    public static string? Find(Func<string, string?> environment)
    {
        if (OperatingSystem.IsWindows())
        {
            return environment("APPDATA") is { Length: > 0 } folder ? folder : null;
        }

        // As the XDG specification has it: a path that is not absolute is ignored.
        return environment("XDG_CONFIG_HOME") is { } configured && Path.IsPathRooted(configured) ? configured
            : environment("HOME") is { } home && Path.IsPathRooted(home) ? Path.Join(home, ".config")
            : null;
    }
}
