using System.Runtime.InteropServices;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.FreeBsd.Interop;

internal static unsafe partial class Libc
{
    /// <summary>The CPUs that a process may run on, one bit each; ERANGE if the kernel does not accept the mask's size.</summary>
    public static int GetAffinity(int pid, Span<byte> mask)
    {
        fixed (byte* pointer = mask)
        {
            return Common.Result(
                cpuset_getaffinity(ProcessNumbers.CPU_LEVEL_WHICH, ProcessNumbers.CPU_WHICH_PID, pid, (nuint)mask.Length, pointer)
            );
        }
    }

    /// <summary>Sets the CPUs that a process may run on.</summary>
    public static int SetAffinity(int pid, ReadOnlySpan<byte> mask)
    {
        fixed (byte* pointer = mask)
        {
            return Common.Result(
                cpuset_setaffinity(ProcessNumbers.CPU_LEVEL_WHICH, ProcessNumbers.CPU_WHICH_PID, pid, (nuint)mask.Length, pointer)
            );
        }
    }

    [LibraryImport(Common.Library)]
    private static partial int cpuset_getaffinity(int level, int which, long id, nuint size, byte* mask);

    [LibraryImport(Common.Library)]
    private static partial int cpuset_setaffinity(int level, int which, long id, nuint size, byte* mask);
}
