namespace Psutil.Tool.Top.Model;

/// <summary>A signal that can be sent.</summary>
/// <param name="Name">Its name, such as <c>SIGTERM</c>.</param>
/// <param name="Signal">The signal.</param>
internal sealed record SignalChoice(string Name, Signal Signal)
{
    /// <summary>SIGTERM first, then the others in the order of their usefulness.</summary>
    public static IReadOnlyList<SignalChoice> All { get; } =
    [
        new("SIGTERM", Signal.Terminate),
        new("SIGKILL", Signal.Kill),
        new("SIGINT", Signal.Interrupt),
        new("SIGHUP", Signal.HangUp),
        new("SIGSTOP", Signal.Stop),
        new("SIGCONT", Signal.Continue),
        new("SIGQUIT", Signal.Quit),
        new("SIGUSR1", Signal.User1),
        new("SIGUSR2", Signal.User2),
        new("SIGABRT", Signal.Abort),
        new("SIGALRM", Signal.Alarm),
        new("SIGPIPE", Signal.Pipe),
        new("SIGTSTP", Signal.TerminalStop),
        new("SIGWINCH", Signal.WindowChange),
        new("SIGCHLD", Signal.Child),
    ];

    /// <summary>Its name without the prefix.</summary>
    public string ShortName => Name["SIG".Length..];
}
