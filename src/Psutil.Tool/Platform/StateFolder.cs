namespace Psutil.Tool.Platform;

/// <summary>Where programs keep what they write by themselves.</summary>
internal static class StateFolder
{
    /// <summary>
    /// The folder of this program: <c>/var/lib/psutil</c> for root, else in <c>$XDG_STATE_HOME</c>, by default <c>~/.local/state</c>; on
    /// Windows in <c>%ProgramData%</c> for administrators, else in <c>%LOCALAPPDATA%</c>. Null where there is no such place.
    /// </summary>
    public static string? Find(Func<string, string?> environment, bool isPrivileged)
    {
        if (OperatingSystem.IsWindows())
        {
            return environment(isPrivileged ? "ProgramData" : "LOCALAPPDATA") is { Length: > 0 } folder
                ? Path.Join(folder, "psutil")
                : null;
        }

        if (isPrivileged)
        {
            return "/var/lib/psutil";
        }

        // As the XDG specification has it: a path that is not absolute is ignored.
        return environment("XDG_STATE_HOME") is { } configured && Path.IsPathRooted(configured) ? Path.Join(configured, "psutil")
            : environment("HOME") is { } home && Path.IsPathRooted(home) ? Path.Join(home, ".local", "state", "psutil")
            : null;
    }
}
