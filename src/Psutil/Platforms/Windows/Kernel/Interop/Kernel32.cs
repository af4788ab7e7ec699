using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Windows.Interop;

/// <summary>Win32 calls. Each returns its error code, 0 if it succeeded. By subject in <c>Kernel32.*.cs</c>.</summary>
internal static unsafe partial class Kernel32
{
    // CTRL_C_EVENT and CTRL_BREAK_EVENT.
    public const uint ConsoleInterrupt = 0;
    public const uint ConsoleBreak = 1;

    private const string Library = "kernel32.dll";

    /// <summary>The error of a call that returns false if it fails. Call it directly after the call.</summary>
    private static int ErrorOf(int succeeded) => succeeded != 0 ? Win32Error.Success : Win32Error.Last;

    /// <summary>The priority class, a Win32 number; <see cref="System.Diagnostics.ProcessPriorityClass"/> has the same numbers.</summary>
    public static int GetPriorityClass(SafeProcessHandle process, out uint priorityClass)
    {
        priorityClass = GetPriorityClass(process);
        return ErrorOf((int)priorityClass);
    }

    public static int SetPriority(SafeProcessHandle process, uint priorityClass) => ErrorOf(SetPriorityClass(process, priorityClass));

    /// <summary>
    /// Sends Ctrl+C or Ctrl+Break to a process group of this console. Group 0, or a PID that does not lead a group, means all processes of
    /// the console.
    /// </summary>
    public static int RaiseConsoleEvent(uint consoleEvent, int processGroup) =>
        ErrorOf(GenerateConsoleCtrlEvent(consoleEvent, (uint)processGroup));

    /// <summary>The processes of this console.</summary>
    public static int ReadConsoleProcesses(out uint[] pids)
    {
        pids = new uint[16];
        while (true)
        {
            uint count;
            fixed (uint* list = pids)
            {
                count = GetConsoleProcessList(list, (uint)pids.Length);
            }

            // If the buffer is too short, nothing is written, and the call returns the required length.
            if (count <= pids.Length)
            {
                Array.Resize(ref pids, (int)count);
                return ErrorOf((int)count);
            }

            pids = new uint[count + 16];
        }
    }

    [LibraryImport(Library, SetLastError = true)]
    private static partial uint GetPriorityClass(SafeProcessHandle process);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int SetPriorityClass(SafeProcessHandle process, uint priorityClass);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int GenerateConsoleCtrlEvent(uint consoleEvent, uint processGroup);

    [LibraryImport(Library, SetLastError = true)]
    private static partial uint GetConsoleProcessList(uint* pids, uint length);
}
