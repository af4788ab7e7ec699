namespace Psutil.Platforms.Bsd;

/// <summary>The signals of the BSDs and macOS (sys/signal.h): 1 to 31 are the same on all of them.</summary>
internal static class BsdSignals
{
    /// <summary>The highest number on any of these systems: FreeBSD's last real-time signal.</summary>
    public const int Last = 126;

    /// <summary>SIGKILL.</summary>
    public const int Kill = 9;

    /// <summary>The signals that all of these systems have.</summary>
    public static IReadOnlyDictionary<string, int> Common { get; } = With();

    /// <summary>The common signals, and those that only one system has.</summary>
    public static IReadOnlyDictionary<string, int> With(params ReadOnlySpan<(string Name, int Number)> own)
    {
        Dictionary<string, int> signals = new(StringComparer.Ordinal)
        {
            ["SIGHUP"] = 1,
            ["SIGINT"] = 2,
            ["SIGQUIT"] = 3,
            ["SIGILL"] = 4,
            ["SIGTRAP"] = 5,
            ["SIGABRT"] = 6,
            ["SIGEMT"] = 7,
            ["SIGFPE"] = 8,
            ["SIGKILL"] = Kill,
            ["SIGBUS"] = 10,
            ["SIGSEGV"] = 11,
            ["SIGSYS"] = 12,
            ["SIGPIPE"] = 13,
            ["SIGALRM"] = 14,
            ["SIGTERM"] = 15,
            ["SIGURG"] = 16,
            ["SIGSTOP"] = 17,
            ["SIGTSTP"] = 18,
            ["SIGCONT"] = 19,
            ["SIGCHLD"] = 20,
            ["SIGTTIN"] = 21,
            ["SIGTTOU"] = 22,
            ["SIGIO"] = 23,
            ["SIGXCPU"] = 24,
            ["SIGXFSZ"] = 25,
            ["SIGVTALRM"] = 26,
            ["SIGPROF"] = 27,
            ["SIGWINCH"] = 28,
            ["SIGINFO"] = 29,
            ["SIGUSR1"] = 30,
            ["SIGUSR2"] = 31,
        };
        foreach ((string name, int number) in own)
        {
            signals.Add(name, number);
        }

        return signals;
    }
}
