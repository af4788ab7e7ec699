namespace Psutil.Tool.Platform;

/// <summary>How a terminal treats what is typed and, where that is the system's affair, what is written.</summary>
internal interface ITerminalMode
{
    /// <summary>The same with every key handed over at once, unseen by the terminal, and with escape sequences obeyed.</summary>
    ITerminalMode ToRaw();

    /// <summary>Puts the terminal into this mode.</summary>
    /// <exception cref="IOException">There is no such terminal any more.</exception>
    void Apply();

    /// <summary>The same where nothing can be done about a failure.</summary>
    bool TryApply();

    bool IsSameAs(ITerminalMode other);
}
