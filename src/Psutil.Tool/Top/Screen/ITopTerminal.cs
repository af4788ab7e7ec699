namespace Psutil.Tool.Top.Screen;

/// <summary>A terminal that a full-screen view has taken; disposing it gives the terminal back.</summary>
internal interface ITopTerminal : IDisposable
{
    /// <summary>The current number of columns and lines.</summary>
    (int Width, int Height) Size { get; }

    /// <summary>Waits until something happens or the time has elapsed.</summary>
    TerminalEvents Wait(TimeSpan timeout);

    /// <summary>Ends a <see cref="Wait"/> from another thread.</summary>
    void Wake();

    /// <summary>Writes characters and escape sequences.</summary>
    void Write(string text);

    /// <summary>
    /// Gives the terminal back and stops, as Ctrl+Z does; returns when the shell has continued the process and the terminal is taken again.
    /// False if the system cannot suspend a program.
    /// </summary>
    bool Suspend();

    /// <summary>Takes the terminal again, after this process was stopped and another one used it.</summary>
    void Resume();
}
