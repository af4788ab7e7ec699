namespace Psutil.Tool.Platform;

/// <summary>The name of the operating system, as at the beginning of Python's <c>sys.platform</c>.</summary>
internal static class PlatformName
{
    public static string Current => Machine.SystemName ?? Environment.OSVersion.Platform.ToString().ToLowerInvariant();

    /// <summary>Whether this system has services, as Windows has.</summary>
    public static bool HasServices => OperatingSystem.IsWindows();

    /// <summary>Whether this system has cgroups, as Linux has.</summary>
    public static bool HasCgroups => OperatingSystem.IsLinux();
}
