namespace Psutil.Tool.Top.Screen;

/// <summary>A terminal that a full-screen view has taken for itself; disposed of, it is given back.</summary>
internal interface ITopTerminal : IDisposable
{
    /// <summary>Columns and lines, as they are now.</summary>
    (int Width, int Height) Size { get; }

    /// <summary>Waits until something happens, or the time is over.</summary>
    TerminalEvents Wait(TimeSpan timeout);

    /// <summary>Ends a <see cref="Wait"/> from another thread.</summary>
    void Wake();

    /// <summary>Writes characters and escape sequences.</summary>
    void Write(string text);

    /// <summary>
    /// Gives the terminal back and stops, as Ctrl+Z does; returns when the shell goes on with us and the terminal is taken again. False
    /// where nothing suspends a program.
    /// </summary>
    bool Suspend();

    /// <summary>Takes the terminal again, after somebody else stopped us and used it.</summary>
    void Resume();
}
