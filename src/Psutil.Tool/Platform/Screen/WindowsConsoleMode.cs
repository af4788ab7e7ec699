using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Psutil.Tool.Platform;

/// <summary>The mode of a Windows console for input and output.</summary>
/// <param name="Input">The flags of its input.</param>
/// <param name="Output">The flags of its output.</param>
internal sealed record WindowsConsoleMode(uint Input, uint Output) : ITerminalMode
{
    // ENABLE_PROCESSED_INPUT, ENABLE_LINE_INPUT, ENABLE_ECHO_INPUT; ENABLE_VIRTUAL_TERMINAL_INPUT, with which keys would come as sequences.
    private const uint Cooked = 0x1 | 0x2 | 0x4 | 0x200;

    // ENABLE_WRAP_AT_EOL_OUTPUT: without clearing it, the last cell of the last line would scroll the screen.
    private const uint Wraps = 0x2;

    // ENABLE_VIRTUAL_TERMINAL_PROCESSING.
    private const uint ObeysSequences = 0x4;

    // ENABLE_PROCESSED_OUTPUT.
    private const uint Processed = 0x1;

    /// <exception cref="IOException">There is no console any more.</exception>
    [SupportedOSPlatform("windows")]
    public static WindowsConsoleMode Read() =>
        WindowsConsole.ReadModes() is var (input, output) ? new WindowsConsoleMode(input, output) : throw Failure("GetConsoleMode");

    public ITerminalMode ToRaw() => new WindowsConsoleMode(Input & ~Cooked, (Output & ~Wraps) | Processed | ObeysSequences);

    [SupportedOSPlatform("windows")]
    public void Apply()
    {
        if (!TryApply())
        {
            throw Failure("SetConsoleMode");
        }
    }

    [SupportedOSPlatform("windows")]
    public bool TryApply() => WindowsConsole.TrySetModes(Input, Output);

    public bool IsSameAs(ITerminalMode other) => Equals(other);

    private static IOException Failure(string call) =>
        new(string.Create(CultureInfo.InvariantCulture, $"the console does not answer: {call}: error {Marshal.GetLastPInvokeError()}"));
}
