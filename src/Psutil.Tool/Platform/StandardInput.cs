using Microsoft.Win32.SafeHandles;

namespace Psutil.Tool.Platform;

/// <summary>The process's standard input.</summary>
internal static class StandardInput
{
    /// <summary>A reader of typed lines.</summary>
    /// <remarks>Not .NET's console on Unix: that switches a terminal's keypad into application mode, and leaves it so.</remarks>
    public static TextReader Open() =>
        OperatingSystem.IsWindows()
            ? Console.In
            : new StreamReader(
                new FileStream(new SafeFileHandle(TerminalSize.StandardInput, ownsHandle: false), FileAccess.Read, bufferSize: 0)
            );
}
