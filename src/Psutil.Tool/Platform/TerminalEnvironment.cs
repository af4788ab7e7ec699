namespace Psutil.Tool.Platform;

/// <summary>The variables that describe a terminal.</summary>
internal static class TerminalEnvironment
{
    /// <summary>Whether text is UTF-8 if no variable names a locale.</summary>
    public static bool IsUtf8ByDefault => OperatingSystem.IsMacOS();

    /// <summary>The environment variables that describe the terminal on a standard stream.</summary>
    public static Func<string, string?> Of(int descriptor) =>
        OperatingSystem.IsWindows() ? WindowsConsole.Describe(descriptor) : Environment.GetEnvironmentVariable;
}
