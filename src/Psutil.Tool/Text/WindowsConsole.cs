using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Psutil.Tool.Text;

/// <summary>What a Windows console can show, told in the variables that tell it elsewhere.</summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsConsole
{
    // STD_INPUT_HANDLE, after which those of output and error count down.
    private const int FirstHandle = -10;

    // ENABLE_VIRTUAL_TERMINAL_PROCESSING, which a console has off until a program asks for it.
    private const uint ObeysSequences = 4;

    private const uint Utf8 = 65001;

    /// <summary>The environment, in which <c>TERM</c> is dumb if the console obeys no escape sequences, and <c>LANG</c>, unless it is set, names the encoding.</summary>
    public static Func<string, string?> Describe(int descriptor)
    {
        bool isDumb = !TryObeySequences(FirstHandle - descriptor);
        string locale = GetConsoleOutputCodePage() == Utf8 ? "C.UTF-8" : "C";
        return name => name switch
        {
            "TERM" when isDumb => "dumb",
            "LANG" => Environment.GetEnvironmentVariable(name) ?? locale,
            _ => Environment.GetEnvironmentVariable(name),
        };
    }

    private static bool TryObeySequences(int standardHandle)
    {
        nint handle = GetStandardHandle(standardHandle);
        return GetConsoleMode(handle, out uint mode) != 0 && ((mode & ObeysSequences) != 0 || SetConsoleMode(handle, mode | ObeysSequences) != 0);
    }

    [LibraryImport("kernel32", EntryPoint = "GetStdHandle")]
    private static partial nint GetStandardHandle(int standardHandle);

    [LibraryImport("kernel32", EntryPoint = "GetConsoleMode")]
    private static partial int GetConsoleMode(nint handle, out uint mode);

    [LibraryImport("kernel32", EntryPoint = "SetConsoleMode")]
    private static partial int SetConsoleMode(nint handle, uint mode);

    [LibraryImport("kernel32", EntryPoint = "GetConsoleOutputCP")]
    private static partial uint GetConsoleOutputCodePage();
}
