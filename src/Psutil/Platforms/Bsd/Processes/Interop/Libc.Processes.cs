using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Interop;

internal static unsafe partial class Libc
{
    /// <summary>The highest nice value (sys/resource.h).</summary>
    public const int PRIO_MAX = 20;

    private const int PRIO_PROCESS = 0;

    /// <summary>Sends a signal to a process. Never pass zero or a negative number, which means a process group.</summary>
    public static int SendSignal(int pid, int signal) => Result(kill(pid, signal));

    /// <summary>Sets a process's nice value.</summary>
    public static int SetPriority(int pid, int nice) => Result(setpriority(PRIO_PROCESS, (uint)pid, nice));

    [LibraryImport(Library)]
    private static partial int kill(int pid, int signal);

    [LibraryImport(Library)]
    private static partial int setpriority(int which, uint who, int priority);
}
