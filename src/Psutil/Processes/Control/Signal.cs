namespace Psutil;

/// <summary>
/// Signals by meaning. Their numbers differ between operating systems: <see cref="Processes.GetSignalNumbers"/> tells them.
/// </summary>
public enum Signal
{
    /// <summary>The terminal is gone; daemons read their configuration again. SIGHUP.</summary>
    HangUp,

    /// <summary>Ctrl+C. SIGINT.</summary>
    Interrupt,

    /// <summary>Ctrl+\: end with a core dump. SIGQUIT.</summary>
    Quit,

    /// <summary>Abort. SIGABRT.</summary>
    Abort,

    /// <summary>End at once; cannot be caught. SIGKILL.</summary>
    Kill,

    /// <summary>For the program's own use. SIGUSR1.</summary>
    User1,

    /// <summary>For the program's own use. SIGUSR2.</summary>
    User2,

    /// <summary>Nobody reads the pipe. SIGPIPE.</summary>
    Pipe,

    /// <summary>A timer ran out. SIGALRM.</summary>
    Alarm,

    /// <summary>Please end. SIGTERM.</summary>
    Terminate,

    /// <summary>A child ended or stopped. SIGCHLD.</summary>
    Child,

    /// <summary>Go on. SIGCONT.</summary>
    Continue,

    /// <summary>Stop; cannot be caught. SIGSTOP.</summary>
    Stop,

    /// <summary>Ctrl+Z: please stop. SIGTSTP.</summary>
    TerminalStop,

    /// <summary>The terminal's size changed. SIGWINCH.</summary>
    WindowChange,
}
