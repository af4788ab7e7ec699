using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Psutil;

/// <summary>
/// A signal, identified by its name. There is no conversion from a number, because the numbers differ between operating systems:
/// <see cref="FromNumber"/> creates a signal from a number of this operating system, such as those of
/// <see cref="Processes.GetSignalNumbers"/>.
/// </summary>
public readonly record struct Signal
{
    private const string Prefix = "SIG";

    // Of all operating systems: whether one has the signal is known when it is sent.
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
        (string[])
            [
                "SIGABRT",
                "SIGALRM",
                "SIGBUS",
                "SIGCHLD",
                "SIGCONT",
                "SIGEMT",
                "SIGFPE",
                "SIGHUP",
                "SIGILL",
                "SIGINFO",
                "SIGINT",
                "SIGIO",
                "SIGKILL",
                "SIGPIPE",
                "SIGPROF",
                "SIGPWR",
                "SIGQUIT",
                "SIGSEGV",
                "SIGSTKFLT",
                "SIGSTOP",
                "SIGSYS",
                "SIGTERM",
                "SIGTRAP",
                "SIGTSTP",
                "SIGTTIN",
                "SIGTTOU",
                "SIGURG",
                "SIGUSR1",
                "SIGUSR2",
                "SIGVTALRM",
                "SIGWINCH",
                "SIGXCPU",
                "SIGXFSZ",
            ],
        StringComparer.Ordinal
    );

    private Signal(string? name, int? number)
    {
        Name = name;
        Number = number;
    }

    /// <summary>The terminal was closed; for a daemon, reload the configuration. SIGHUP.</summary>
    public static Signal HangUp => new("SIGHUP", null);

    /// <summary>Interrupt from the keyboard (Ctrl+C). SIGINT.</summary>
    public static Signal Interrupt => new("SIGINT", null);

    /// <summary>Quit from the keyboard (Ctrl+\), with a core dump. SIGQUIT.</summary>
    public static Signal Quit => new("SIGQUIT", null);

    /// <summary>Abort. SIGABRT.</summary>
    public static Signal Abort => new("SIGABRT", null);

    /// <summary>Ends the process at once. Cannot be caught. SIGKILL.</summary>
    public static Signal Kill => new("SIGKILL", null);

    /// <summary>For the program's own use. SIGUSR1.</summary>
    public static Signal User1 => new("SIGUSR1", null);

    /// <summary>For the program's own use. SIGUSR2.</summary>
    public static Signal User2 => new("SIGUSR2", null);

    /// <summary>A write to a pipe that has no reader. SIGPIPE.</summary>
    public static Signal Pipe => new("SIGPIPE", null);

    /// <summary>A timer expired. SIGALRM.</summary>
    public static Signal Alarm => new("SIGALRM", null);

    /// <summary>Asks the process to end. SIGTERM.</summary>
    public static Signal Terminate => new("SIGTERM", null);

    /// <summary>A child ended or stopped. SIGCHLD.</summary>
    public static Signal Child => new("SIGCHLD", null);

    /// <summary>Continues a stopped process. SIGCONT.</summary>
    public static Signal Continue => new("SIGCONT", null);

    /// <summary>Stops the process. Cannot be caught. SIGSTOP.</summary>
    public static Signal Stop => new("SIGSTOP", null);

    /// <summary>Stop from the keyboard (Ctrl+Z). SIGTSTP.</summary>
    public static Signal TerminalStop => new("SIGTSTP", null);

    /// <summary>The terminal's size changed. SIGWINCH.</summary>
    public static Signal WindowChange => new("SIGWINCH", null);

    /// <summary>The signal's name, such as <c>SIGTERM</c>; null if the signal was created from a number.</summary>
    public string? Name { get; }

    /// <summary>The number that the signal was created from; null if it has a name.</summary>
    public int? Number { get; }

    /// <summary>Creates a signal from its number on this operating system, such as that of a real-time signal, which has no name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not above zero. To kill(2), 0 is not a signal but a check whether the
    /// process exists.</exception>
    public static Signal FromNumber(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        return new Signal(null, number);
    }

    /// <summary>
    /// Parses a signal as people type it: its name, with or without <c>SIG</c>, in upper or lower case, or its number on this operating
    /// system: <c>SIGHUP</c>, <c>HUP</c>, <c>hup</c>, <c>1</c>.
    /// </summary>
    /// <param name="text">The text. Blanks around it are not allowed.</param>
    /// <param name="signal">The signal; <c>default</c> if there is none. A name that this operating system does not have is refused by
    /// <see cref="OSProcess.Send"/>.</param>
    /// <returns>Whether the text is the name of a signal, or a number above zero.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Signal signal)
    {
        signal = default;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            signal = number > 0 ? FromNumber(number) : default;
        }
        else if (text is not null)
        {
            string upper = text.ToUpperInvariant();
            string name = upper.StartsWith(Prefix, StringComparison.Ordinal) ? upper : Prefix + upper;
            signal = Names.Contains(name) ? new Signal(name, null) : default;
        }

        return signal != default;
    }

    /// <summary>The name of the signal, or its number, such as <c>signal 34</c>.</summary>
    public override string ToString() =>
        Name ?? (Number is { } number ? string.Create(CultureInfo.InvariantCulture, $"signal {number}") : "");
}
