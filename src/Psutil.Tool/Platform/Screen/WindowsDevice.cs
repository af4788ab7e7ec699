using System.Runtime.Versioning;

namespace Psutil.Tool.Platform;

/// <summary>A Windows console. It is given UTF-16, so that its code page is of no concern.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsDevice : ITerminalDevice
{
    public (int Width, int Height)? Size => TerminalSize.Read(TerminalSize.StandardOutput);

    public bool ReportsResize => false;

    public ITerminalMode ReadMode() => WindowsConsoleMode.Read();

    public bool TryWrite(string text) => WindowsConsole.TryWrite(text);

    public void GiveBack(ITerminalMode before, string sequences)
    {
        // The mode last: it belongs to the screen that is shown, and may be one in which sequences are not obeyed.
        TryWrite(sequences);
        before.TryApply();
    }
}
