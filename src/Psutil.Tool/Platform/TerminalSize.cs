using System.Runtime.InteropServices;

namespace Psutil.Tool.Platform;

/// <summary>The size of the terminal on a standard stream.</summary>
internal static partial class TerminalSize
{
    /// <summary>The file descriptor of standard input.</summary>
    public const int StandardInput = 0;

    /// <summary>The file descriptor of standard output.</summary>
    public const int StandardOutput = 1;

    /// <summary>The file descriptor of standard error.</summary>
    public const int StandardError = 2;

    // TIOCGWINSZ of asm-generic/ioctls.h (x86, Arm, RISC-V, LoongArch and s390x), and of sys/ttycom.h (macOS and the BSDs).
    private const nuint GetWindowSizeOnLinux = 0x5413;
    private const nuint GetWindowSizeOnBsd = 0x4008_7468;

    /// <summary>The assumed size of a terminal that does not report it.</summary>
    public static (int Width, int Height) Default => (80, 24);

    /// <summary>Columns and lines; null if the terminal does not report them.</summary>
    public static (int Width, int Height)? Read(int descriptor)
    {
        // A query of .NET's console first switches the terminal's keypad into application mode, and leaves it so: only used if there is no
        // other way.
        if (!OperatingSystem.IsWindows() && RuntimeInformation.ProcessArchitecture != Architecture.Ppc64le)
        {
            int result =
                OperatingSystem.IsLinux() ? IOControl(descriptor, GetWindowSizeOnLinux, out WindowSize size)
                : OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64
                    ? IOControlOnStack(descriptor, GetWindowSizeOnBsd, 0, 0, 0, 0, 0, 0, out size)
                : IOControl(descriptor, GetWindowSizeOnBsd, out size);
            if (result == 0 && size.Columns > 0)
            {
                return (size.Columns, size.Rows);
            }

            if (OperatingSystem.IsLinux())
            {
                return null;
            }
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

    // Apple's ABI for Arm passes variable arguments on the stack, which is where the ninth argument goes.
    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int IOControlOnStack(
        int descriptor,
        nuint request,
        nint third,
        nint fourth,
        nint fifth,
        nint sixth,
        nint seventh,
        nint eighth,
        out WindowSize size
    );

    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort WidthInPixels;
        public ushort HeightInPixels;
    }
}
