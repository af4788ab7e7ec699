using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Tool.Platform;

/// <summary>Describes a Windows console with the environment variables that other systems have.</summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsConsole
{
    // STD_INPUT_HANDLE; the handles of output and error are the next lower numbers.
    private const int FirstHandle = -10;

    // ENABLE_VIRTUAL_TERMINAL_PROCESSING, which is off until a program sets it.
    private const uint ObeysSequences = 4;

    private const uint Utf8 = 65001;
    private const int StandardOutput = FirstHandle - 1;

    // The variables that name a locale.
    private static readonly string[] LocaleNames = ["LC_ALL", "LC_CTYPE", "LANG"];

    // The output mode before escape sequences were enabled; null if they already were.
    private static uint? outputModeBefore;

    /// <summary>Whether standard input is a console.</summary>
    public static bool HasKeyboard => GetConsoleMode(GetStandardHandle(FirstHandle), out _) != 0;

    /// <summary>The handle that is signalled when the console of standard input has something to read.</summary>
    public static WaitHandle OpenInput() =>
        new ManualResetEvent(initialState: false)
        {
            SafeWaitHandle = new SafeWaitHandle(GetStandardHandle(FirstHandle), ownsHandle: false),
        };

    /// <summary>Whether only the console's code page prevents characters other than ASCII.</summary>
    public static bool IsAsciiByCodePage =>
        GetConsoleOutputCodePage() != Utf8 && LocaleNames.All(static name => Environment.GetEnvironmentVariable(name) is null or "");

    /// <summary>
    /// The environment: <c>TERM</c> is dumb if the console does not support escape sequences, and <c>LANG</c>, if not set, is the encoding.
    /// </summary>
    public static Func<string, string?> Describe(int descriptor)
    {
        bool isDumb = !TryObeySequences(FirstHandle - descriptor);
        string locale = GetConsoleOutputCodePage() == Utf8 ? "C.UTF-8" : "C";
        return name =>
            name switch
            {
                "TERM" when isDumb => "dumb",
                "LANG" => Environment.GetEnvironmentVariable(name) ?? locale,
                _ => Environment.GetEnvironmentVariable(name),
            };
    }

    /// <summary>
    /// The flags of the console's input, and those of its output before this program changed them; null if there is no console.
    /// </summary>
    public static (uint Input, uint Output)? ReadModes() =>
        GetConsoleMode(GetStandardHandle(FirstHandle), out uint input) != 0
        && GetConsoleMode(GetStandardHandle(StandardOutput), out uint output) != 0
            ? (input, outputModeBefore ?? output)
            : null;

    public static bool TrySetModes(uint input, uint output) =>
        SetConsoleMode(GetStandardHandle(FirstHandle), input) != 0 & SetConsoleMode(GetStandardHandle(StandardOutput), output) != 0;

    /// <summary>Writes characters to the console of standard output, whatever its code page.</summary>
    public static unsafe bool TryWrite(string text)
    {
        nint handle = GetStandardHandle(StandardOutput);
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

    private static bool TryObeySequences(int standardHandle)
    {
        nint handle = GetStandardHandle(standardHandle);
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
            outputModeBefore ??= mode;
        }

        return isDone;
    }

    [LibraryImport("kernel32", EntryPoint = "GetStdHandle")]
    private static partial nint GetStandardHandle(int standardHandle);

    [LibraryImport("kernel32", EntryPoint = "GetConsoleMode", SetLastError = true)]
    private static partial int GetConsoleMode(nint handle, out uint mode);

    [LibraryImport("kernel32", EntryPoint = "SetConsoleMode", SetLastError = true)]
    private static partial int SetConsoleMode(nint handle, uint mode);

    [LibraryImport("kernel32", EntryPoint = "GetConsoleOutputCP")]
    private static partial uint GetConsoleOutputCodePage();

    [LibraryImport("kernel32", EntryPoint = "WriteConsoleW")]
    private static unsafe partial int WriteConsole(nint handle, char* text, int length, out int written, nint reserved);
}
