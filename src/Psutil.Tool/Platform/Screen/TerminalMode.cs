using System.Runtime.InteropServices;

namespace Psutil.Tool.Platform;

/// <summary>
/// The mode of a Unix terminal: its <c>termios</c>. Only the C library reads and changes its fields, so its layout does not matter here.
/// </summary>
internal sealed unsafe class TerminalMode : ITerminalMode
{
    // Larger than any system's termios: 60 bytes on Linux, 72 on macOS.
    private const int Size = 256;

    private readonly byte[] _attributes;

    private TerminalMode(byte[] attributes) => _attributes = attributes;

    /// <summary>Whether standard input is a terminal.</summary>
    public static bool HasKeyboard => Libc.IsTerminal(TerminalSize.StandardInput) == 1;

    /// <summary>The current mode.</summary>
    /// <exception cref="IOException">There is no such terminal any more.</exception>
    public static TerminalMode Read()
    {
        byte[] attributes = new byte[Size];
        fixed (byte* pointer = attributes)
        {
            return Libc.GetAttributes(TerminalSize.StandardInput, pointer) == 0 ? new TerminalMode(attributes) : throw Failure("tcgetattr");
        }
    }

    public ITerminalMode ToRaw()
    {
        byte[] attributes = [.. _attributes];
        fixed (byte* pointer = attributes)
        {
            Libc.MakeRaw(pointer);
        }

        return new TerminalMode(attributes);
    }

    public void Apply()
    {
        if (!TryApply())
        {
            throw Failure("tcsetattr");
        }
    }

    public bool TryApply()
    {
        fixed (byte* pointer = _attributes)
        {
            int result;
            do
            {
                result = Libc.SetAttributes(TerminalSize.StandardInput, Libc.SetNow, pointer);
            } while (result != 0 && Marshal.GetLastPInvokeError() == Libc.Interrupted);

            return result == 0;
        }
    }

    public bool IsSameAs(ITerminalMode other) => other is TerminalMode mode && _attributes.AsSpan().SequenceEqual(mode._attributes);

    private static IOException Failure(string call) =>
        new(string.Create(CultureInfo.InvariantCulture, $"the terminal does not answer: {call}: error {Marshal.GetLastPInvokeError()}"));
}
