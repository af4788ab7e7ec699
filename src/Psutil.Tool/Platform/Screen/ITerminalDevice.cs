namespace Psutil.Tool.Platform;

/// <summary>The terminal of the standard streams, as its operating system offers it.</summary>
internal interface ITerminalDevice
{
    /// <summary>Columns and lines; null if it does not give them.</summary>
    (int Width, int Height)? Size { get; }

    /// <summary>Whether a signal reports that the size has changed; else one must look.</summary>
    bool ReportsResize { get; }

    /// <summary>The mode it is in.</summary>
    /// <exception cref="IOException">There is no such terminal any more.</exception>
    ITerminalMode ReadMode();

    /// <summary>Writes characters and escape sequences; false if it takes none any more.</summary>
    bool TryWrite(string text);

    /// <summary>
    /// Puts it back into a mode and writes the sequences that belong to that, in the order that it needs. Fails on nothing.
    /// </summary>
    void GiveBack(ITerminalMode before, string sequences);
}
