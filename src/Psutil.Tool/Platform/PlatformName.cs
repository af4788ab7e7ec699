namespace Psutil.Tool.Platform;

/// <summary>The name of the operating system, as at the beginning of Python's <c>sys.platform</c>.</summary>
internal static class PlatformName
{
    public static string Current => Machine.SystemName ?? Environment.OSVersion.Platform.ToString().ToLowerInvariant();

    /// <summary>Whether this system has services, as Windows has.</summary>
    public static bool HasServices => OperatingSystem.IsWindows();

    /// <summary>Why the time that processes wait for disks is not known.</summary>
    public static string WhyNoIOWait => OperatingSystem.IsLinux() ? "kernel.task_delayacct is 0" : "this system does not report it";

    /// <summary>Whether this system has cgroups, as Linux has.</summary>
    public static bool HasCgroups => OperatingSystem.IsLinux();
}
