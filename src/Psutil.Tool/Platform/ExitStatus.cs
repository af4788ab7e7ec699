namespace Psutil.Tool.Platform;

/// <summary>The meaning of a process's exit code.</summary>
internal static class ExitStatus
{
    /// <summary>
    /// The number of the signal that ended a process; null if none did. On Windows, which has no signals, a negative code is an error, such
    /// as 0xC0000005.
    /// </summary>
    public static int? SignalOf(int? exitCode) => exitCode < 0 && !OperatingSystem.IsWindows() ? -exitCode : null;
}
