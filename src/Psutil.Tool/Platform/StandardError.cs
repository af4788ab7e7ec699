using System.Text;

namespace Psutil.Tool.Platform;

/// <summary>The process's standard error.</summary>
internal static class StandardError
{
    private const int Descriptor = 2;

    /// <summary>A writer that never fails, because there is nowhere left to report it.</summary>
    /// <remarks>Not .NET's console: that switches a terminal's keypad into application mode, and leaves it so.</remarks>
    public static TextWriter Open() =>
        OperatingSystem.IsWindows()
            ? Console.Error
            : new StreamWriter(
                new DescriptorStream(Descriptor) { IgnoresFailure = true },
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
            )
            {
                AutoFlush = true,
            };
}
