using System.Runtime.InteropServices;

namespace Psutil.Tool.Text;

/// <summary>How large the terminal on a standard stream is.</summary>
internal static partial class TerminalSize
{
    /// <summary>The file descriptor of standard output.</summary>
    public const int StandardOutput = 1;

    /// <summary>The file descriptor of standard error.</summary>
    public const int StandardError = 2;

    // TIOCGWINSZ of asm-generic/ioctls.h, which x86, Arm, RISC-V, LoongArch and s390x share.
    private const nuint GetWindowSize = 0x5413;

    /// <summary>Columns and lines; null if the terminal does not tell.</summary>
    public static (int Width, int Height)? Read(int descriptor)
    {
        // Asked for the size, .NET's console first switches the terminal's keypad into application mode, and leaves it so.
        if (OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture != Architecture.Ppc64le)
        {
            return IOControl(descriptor, GetWindowSize, out WindowSize size) == 0 && size.Columns > 0 ? (size.Columns, size.Rows) : null;
        }

        try
        {
            return (Console.WindowWidth, Console.WindowHeight);
        }
        catch (Exception exception) when (exception is IOException or PlatformNotSupportedException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int IOControl(int descriptor, nuint request, out WindowSize size);

    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort WidthInPixels;
        public ushort HeightInPixels;
    }
}
