using System.Runtime.Versioning;

namespace Psutil.Tool.Platform;

/// <summary>A Windows console. It is written in UTF-16, so its code page does not matter.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsDevice : ITerminalDevice
{
    public (int Width, int Height)? Size => TerminalSize.Read(TerminalSize.StandardOutput);

    public bool ReportsResize => false;

    // A console's mouse comes as events of its own and not as sequences.
    public bool SendsMouse => false;

    public ITerminalMode ReadMode() => WindowsConsoleMode.Read();

    public bool TryWrite(string text) => WindowsConsole.TryWrite(text);

    public void GiveBack(ITerminalMode before, string sequences)
    {
        // The mode last, because the sequences need the mode of the full screen.
        TryWrite(sequences);
        before.TryApply();
    }
}
