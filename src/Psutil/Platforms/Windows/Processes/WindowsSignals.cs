namespace Psutil.Platforms.Windows;

/// <summary>
/// The signals that have an equivalent on Windows, with Linux's numbers; SIGTERM and SIGINT have the same in Windows' C library.
/// </summary>
internal static class WindowsSignals
{
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    public static IReadOnlyDictionary<string, int> Numbers { get; } =
        new Dictionary<string, int>
        {
            ["SIGINT"] = Interrupt,
            ["SIGQUIT"] = Quit,
            ["SIGKILL"] = Kill,
            ["SIGTERM"] = Terminate,
            ["SIGCONT"] = Continue,
            ["SIGSTOP"] = Stop,
        };
}
