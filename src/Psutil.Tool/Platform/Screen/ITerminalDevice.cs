namespace Psutil.Tool.Platform;

/// <summary>The terminal of the standard streams.</summary>
internal interface ITerminalDevice
{
    /// <summary>Columns and lines; null if unknown.</summary>
    (int Width, int Height)? Size { get; }

    /// <summary>Whether a signal reports a new size; otherwise the size must be polled.</summary>
    bool ReportsResize { get; }

    /// <summary>Whether it reports the mouse when it is asked to.</summary>
    bool SendsMouse { get; }

    /// <summary>The current mode.</summary>
    /// <exception cref="IOException">There is no such terminal any more.</exception>
    ITerminalMode ReadMode();

    /// <summary>Writes characters and escape sequences; false if the terminal no longer accepts them.</summary>
    bool TryWrite(string text);

    /// <summary>Restores a mode and writes the sequences that belong to it, in the order that the system needs. Never fails.</summary>
    void GiveBack(ITerminalMode before, string sequences);
}
