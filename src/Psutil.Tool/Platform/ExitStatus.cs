namespace Psutil.Tool.Platform;

/// <summary>What the exit code of a process means.</summary>
internal static class ExitStatus
{
    /// <summary>
    /// The number of the signal that ended a process; null if none did. On Windows, which knows no signals, a negative code is an error's,
    /// such as 0xC0000005.
    /// </summary>
    public static int? SignalOf(int? exitCode) => exitCode < 0 && !OperatingSystem.IsWindows() ? -exitCode : null;
}
