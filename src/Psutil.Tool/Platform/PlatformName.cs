namespace Psutil.Tool.Platform;

/// <summary>The operating system under the name that Python's <c>sys.platform</c> begins with.</summary>
internal static class PlatformName
{
    public static string Current =>
        OperatingSystem.IsLinux() ? "linux"
        : OperatingSystem.IsWindows() ? "windows"
        : OperatingSystem.IsMacOS() ? "macos"
        : OperatingSystem.IsFreeBSD() ? "freebsd"
        : Environment.OSVersion.Platform.ToString().ToLowerInvariant();
}
