using System.Text;

namespace Psutil.Tool.Platform;

/// <summary>The process's standard error.</summary>
internal static class StandardError
{
    private const int Descriptor = 2;

    /// <summary>A writer that never fails, because there is nowhere left to report it.</summary>
    /// <remarks>
    /// Not .NET's console: on Unix that switches a terminal's keypad into application mode, and leaves it so; on Windows it writes in the
    /// code page of the console, even into a file.
    /// </remarks>
    public static TextWriter Open() =>
        new StreamWriter(
            OperatingSystem.IsWindows()
                ? WindowsConsole.OpenOutput(Descriptor, ignoresFailure: true)
                : new DescriptorStream(Descriptor) { IgnoresFailure = true },
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
        )
        {
            AutoFlush = true,
        };
}
