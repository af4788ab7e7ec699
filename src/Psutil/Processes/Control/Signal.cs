namespace Psutil;

/// <summary>
/// A signal, by its meaning. Numbers differ between operating systems, so that there is no conversion from one:
/// <see cref="FromNumber"/> makes a signal of a number that <see cref="Processes.GetSignalNumbers"/> gives for this system.
/// </summary>
public readonly record struct Signal
{
    private Signal(string? name, int? number)
    {
        Name = name;
        Number = number;
    }

    /// <summary>The terminal is gone; daemons read their configuration again. SIGHUP.</summary>
    public static Signal HangUp => new("SIGHUP", null);

    /// <summary>Ctrl+C. SIGINT.</summary>
    public static Signal Interrupt => new("SIGINT", null);

    /// <summary>Ctrl+\: end with a core dump. SIGQUIT.</summary>
    public static Signal Quit => new("SIGQUIT", null);

    /// <summary>Abort. SIGABRT.</summary>
    public static Signal Abort => new("SIGABRT", null);

    /// <summary>End at once; cannot be caught. SIGKILL.</summary>
    public static Signal Kill => new("SIGKILL", null);

    /// <summary>For the program's own use. SIGUSR1.</summary>
    public static Signal User1 => new("SIGUSR1", null);

    /// <summary>For the program's own use. SIGUSR2.</summary>
    public static Signal User2 => new("SIGUSR2", null);

    /// <summary>Nobody reads the pipe. SIGPIPE.</summary>
    public static Signal Pipe => new("SIGPIPE", null);

    /// <summary>A timer ran out. SIGALRM.</summary>
    public static Signal Alarm => new("SIGALRM", null);

    /// <summary>Please end. SIGTERM.</summary>
    public static Signal Terminate => new("SIGTERM", null);

    /// <summary>A child ended or stopped. SIGCHLD.</summary>
    public static Signal Child => new("SIGCHLD", null);

    /// <summary>Go on. SIGCONT.</summary>
    public static Signal Continue => new("SIGCONT", null);

    /// <summary>Stop; cannot be caught. SIGSTOP.</summary>
    public static Signal Stop => new("SIGSTOP", null);

    /// <summary>Ctrl+Z: please stop. SIGTSTP.</summary>
    public static Signal TerminalStop => new("SIGTSTP", null);

    /// <summary>The terminal's size changed. SIGWINCH.</summary>
    public static Signal WindowChange => new("SIGWINCH", null);

    /// <summary>The signal's name, such as <c>SIGTERM</c>; null if it was made of a number.</summary>
    public string? Name { get; }

    /// <summary>The number that it was made of; null if it has a name.</summary>
    public int? Number { get; }

    /// <summary>The signal of a number on this operating system, such as a real-time signal, which has no name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not above zero: to kill(2), 0 is a question and no signal.</exception>
    public static Signal FromNumber(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        return new Signal(null, number);
    }

    /// <summary>The name, or <c>signal 34</c>.</summary>
    public override string ToString() =>
        Name ?? (Number is { } number ? string.Create(CultureInfo.InvariantCulture, $"signal {number}") : "");
}
