using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Windows.Interop;

internal static unsafe partial class Kernel32
{
    private const uint WaitFailed = uint.MaxValue;

    /// <summary>Waits until a process has ended.</summary>
    /// <param name="process">The process.</param>
    /// <param name="milliseconds">The time limit; <see cref="Timeout.Infinite"/> for none.</param>
    /// <param name="hasEnded">Whether it has ended.</param>
    public static int Wait(SafeProcessHandle process, int milliseconds, out bool hasEnded)
    {
        uint result = WaitForSingleObject(process, (uint)milliseconds);
        hasEnded = result == 0;
        return result == WaitFailed ? Win32Error.Last : Win32Error.Success;
    }

    public static int GetExitCode(SafeProcessHandle process, out int exitCode)
    {
        int code = 0;
        int error = ErrorOf(GetExitCodeProcess(process, &code));
        exitCode = code;
        return error;
    }

    [LibraryImport(Library, SetLastError = true)]
    private static partial uint WaitForSingleObject(SafeProcessHandle handle, uint milliseconds);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int GetExitCodeProcess(SafeProcessHandle process, int* exitCode);
}
