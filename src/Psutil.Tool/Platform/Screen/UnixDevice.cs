using System.Text;

namespace Psutil.Tool.Platform;

/// <summary>A Unix terminal. Uses only numbers that are the same in the C libraries of all Unix systems.</summary>
internal sealed class UnixDevice : ITerminalDevice
{
    public (int Width, int Height)? Size => TerminalSize.Read(TerminalSize.StandardOutput);

    public bool ReportsResize => true;

    public bool SendsMouse => true;

    public ITerminalMode ReadMode() => TerminalMode.Read();

    public bool TryWrite(string text)
    {
        try
        {
            using DescriptorStream output = new(TerminalSize.StandardOutput);
            output.Write(Encoding.UTF8.GetBytes(text));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void GiveBack(ITerminalMode before, string sequences)
    {
        // The mode first: as soon as the shell is visible, what the user types is for the shell.
        before.TryApply();
        TryWrite(sequences);
    }
}
