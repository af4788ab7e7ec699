using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Tool.Platform;

/// <summary>A Windows console: its streams, its modes, and what it can show, by the variables that other systems have.</summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsConsole
{
    // STD_INPUT_HANDLE; the handles of output and error are the next lower numbers.
    private const int FirstHandle = -10;

    // ENABLE_VIRTUAL_TERMINAL_PROCESSING, which is off until a program sets it.
    private const uint ObeysSequences = 4;

    private const int OutputDescriptor = 1;

    // The output mode before escape sequences were enabled; null if they already were.
    private static uint? _outputModeBefore;

    /// <summary>Whether standard input is a console.</summary>
    public static bool HasKeyboard => GetConsoleMode(GetStandardHandle(FirstHandle), out _) != 0;

    /// <summary>The handle that is signalled when the console of standard input has something to read.</summary>
    public static WaitHandle OpenInput() =>
        new ManualResetEvent(initialState: false)
        {
            SafeWaitHandle = new SafeWaitHandle(GetStandardHandle(FirstHandle), ownsHandle: false),
        };

    /// <summary>
    /// The environment: <c>TERM</c> is dumb if the console does not support escape sequences. The text is UTF-8, because the console is
    /// given characters: the variables that name a locale are those of other programs (editors set them), and of another system.
    /// </summary>
    public static Func<string, string?> Describe(int descriptor)
    {
        bool isDumb = !TryObeySequences(HandleOf(descriptor));
        return name =>
            name switch
            {
                "TERM" when isDumb => "dumb",
                "LC_ALL" => "C.UTF-8",
                _ => Environment.GetEnvironmentVariable(name),
            };
    }

    /// <summary>The stream of a descriptor, in UTF-8: to a console as characters, to a file or a pipe as bytes.</summary>
    public static Stream OpenOutput(int descriptor, bool ignoresFailure)
    {
        nint handle = HandleOf(descriptor);
        return GetConsoleMode(handle, out _) != 0 ? new ConsoleTextStream(text => TryWrite(handle, text.Span), ignoresFailure)
            : descriptor == OutputDescriptor ? Console.OpenStandardOutput()
            : Console.OpenStandardError();
    }

    /// <summary>
    /// The flags of the console's input, and those of its output before this program changed them; null if there is no console.
    /// </summary>
    public static (uint Input, uint Output)? ReadModes() =>
        GetConsoleMode(GetStandardHandle(FirstHandle), out uint input) != 0
        && GetConsoleMode(HandleOf(OutputDescriptor), out uint output) != 0
            ? (input, _outputModeBefore ?? output)
            : null;

    public static bool TrySetModes(uint input, uint output) =>
        SetConsoleMode(GetStandardHandle(FirstHandle), input) != 0 & SetConsoleMode(HandleOf(OutputDescriptor), output) != 0;

    /// <summary>Writes characters to the console of standard output, whatever its code page.</summary>
    public static bool TryWrite(string text) => TryWrite(HandleOf(OutputDescriptor), text);

    private static nint HandleOf(int descriptor) => GetStandardHandle(FirstHandle - descriptor);

    private static unsafe bool TryWrite(nint handle, ReadOnlySpan<char> text)
    {
        fixed (char* start = text)
        {
            for (int written = 0; written < text.Length; )
            {
                if (WriteConsole(handle, start + written, text.Length - written, out int count, 0) == 0 || count <= 0)
                {
                    return false;
                }

                written += count;
            }
        }

        return true;
    }

    private static bool TryObeySequences(nint handle)
    {
        if (GetConsoleMode(handle, out uint mode) == 0)
        {
            return false;
        }

        if ((mode & ObeysSequences) != 0)
        {
            return true;
        }

        bool isDone = SetConsoleMode(handle, mode | ObeysSequences) != 0;
        if (isDone)
        {
            _outputModeBefore ??= mode;
        }

        return isDone;
    }

    [LibraryImport("kernel32", EntryPoint = "GetStdHandle")]
    private static partial nint GetStandardHandle(int standardHandle);

    [LibraryImport("kernel32", EntryPoint = "GetConsoleMode", SetLastError = true)]
    private static partial int GetConsoleMode(nint handle, out uint mode);

    [LibraryImport("kernel32", EntryPoint = "SetConsoleMode", SetLastError = true)]
    private static partial int SetConsoleMode(nint handle, uint mode);

    [LibraryImport("kernel32", EntryPoint = "WriteConsoleW")]
    private static unsafe partial int WriteConsole(nint handle, char* text, int length, out int written, nint reserved);
}
