namespace Psutil.Platforms.Linux;

/// <summary>Linux's signals (asm-generic/signal.h; the same on every architecture that .NET runs on).</summary>
internal static class LinuxSignals
{
    /// <summary>SIGKILL.</summary>
    public const int Kill = 9;

    /// <summary>SIGCONT.</summary>
    public const int Continue = 18;

    /// <summary>SIGSTOP.</summary>
    public const int Stop = 19;

    /// <summary>The last real-time signal.</summary>
    public const int Last = 64;

    public static IReadOnlyDictionary<string, int> Numbers { get; } =
        new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["SIGHUP"] = 1,
            ["SIGINT"] = 2,
            ["SIGQUIT"] = 3,
            ["SIGILL"] = 4,
            ["SIGTRAP"] = 5,
            ["SIGABRT"] = 6,
            ["SIGBUS"] = 7,
            ["SIGFPE"] = 8,
            ["SIGKILL"] = Kill,
            ["SIGUSR1"] = 10,
            ["SIGSEGV"] = 11,
            ["SIGUSR2"] = 12,
            ["SIGPIPE"] = 13,
            ["SIGALRM"] = 14,
            ["SIGTERM"] = 15,
            ["SIGSTKFLT"] = 16,
            ["SIGCHLD"] = 17,
            ["SIGCONT"] = Continue,
            ["SIGSTOP"] = Stop,
            ["SIGTSTP"] = 20,
            ["SIGTTIN"] = 21,
            ["SIGTTOU"] = 22,
            ["SIGURG"] = 23,
            ["SIGXCPU"] = 24,
            ["SIGXFSZ"] = 25,
            ["SIGVTALRM"] = 26,
            ["SIGPROF"] = 27,
            ["SIGWINCH"] = 28,
            ["SIGIO"] = 29,
            ["SIGPWR"] = 30,
            ["SIGSYS"] = 31,
        };
}
