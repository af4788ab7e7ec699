namespace Psutil.Tool.Report;

/// <summary>The operating system under the name that Python's <c>sys.platform</c> begins with.</summary>
internal static class Platform
{
    public static string Name =>
        OperatingSystem.IsLinux() ? "linux"
        : OperatingSystem.IsWindows() ? "windows"
        : OperatingSystem.IsMacOS() ? "macos"
        : OperatingSystem.IsFreeBSD() ? "freebsd"
        : Environment.OSVersion.Platform.ToString().ToLowerInvariant();
}
