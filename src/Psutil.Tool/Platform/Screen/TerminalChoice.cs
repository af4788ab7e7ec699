using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Platform;

/// <summary>The only place that selects the terminal for a full screen by operating system.</summary>
internal static class TerminalChoice
{
    // For tests: =plain selects, on Linux, the terminal of the other systems.
    private const string Variable = "PSUTIL_TEST_TOP_TERMINAL";

    /// <summary>Whether standard input is a terminal.</summary>
    public static bool HasKeyboard => OperatingSystem.IsWindows() ? WindowsConsole.HasKeyboard : TerminalMode.HasKeyboard;

    private static bool IsGuarded => OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable(Variable) != "plain";

    /// <summary>Runs this same command line in a child and guards it, where there is a guard.</summary>
    /// <param name="endedBySignal">The number of the signal that ended the child; null if it ended by itself.</param>
    /// <returns>The exit code; null if the screen is to be drawn by this process.</returns>
    public static int? RunGuarded(out int? endedBySignal)
    {
        endedBySignal = null;
        return OperatingSystem.IsLinux() && IsGuarded ? TerminalGuard.Run(out endedBySignal) : null;
    }

    /// <summary>Takes the terminal.</summary>
    /// <param name="guard">The descriptor that leads to the guard; null if there is none.</param>
    public static ITopTerminal Open(int? guard) =>
        OperatingSystem.IsLinux() && IsGuarded ? new GuardedTerminal(guard)
        : OperatingSystem.IsWindows()
            ? new PlainTerminal(
                new WindowsDevice(),
                new WindowsKeySource(
                    WindowsConsole.OpenInput(),
                    static () => Console.KeyAvailable,
                    static () => Console.ReadKey(intercept: true)
                )
            )
        : new PlainTerminal(new UnixDevice(), new UnixKeySource(TerminalSize.StandardInput));
}
