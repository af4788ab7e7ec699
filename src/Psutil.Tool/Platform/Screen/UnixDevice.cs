using System.Text;

namespace Psutil.Tool.Platform;

/// <summary>A Unix terminal. Only what the C libraries of all of them share: no number that one has for itself.</summary>
internal sealed class UnixDevice : ITerminalDevice
{
    public (int Width, int Height)? Size => TerminalSize.Read(TerminalSize.StandardOutput);

    public bool ReportsResize => true;

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
        // The mode first: who sees the shell again types for the shell.
        before.TryApply();
        TryWrite(sequences);
    }
}
