namespace Psutil.Tool.Platform;

/// <summary>The mode of a terminal for input and, if the system has one, for output.</summary>
internal interface ITerminalMode
{
    /// <summary>The same mode with every key passed on at once and without echo, and with escape sequences interpreted.</summary>
    ITerminalMode ToRaw();

    /// <summary>Sets the terminal to this mode.</summary>
    /// <exception cref="IOException">There is no such terminal any more.</exception>
    void Apply();

    /// <summary>The same, but ignores a failure.</summary>
    bool TryApply();

    bool IsSameAs(ITerminalMode other);
}
