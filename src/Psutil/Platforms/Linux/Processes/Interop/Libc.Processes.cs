using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

internal static unsafe partial class Libc
{
    // From <sys/resource.h> and linux/ioprio.h: 'who' names one process.
    private const int PriorityOfProcess = 0;
    private const int IOPriorityOfProcess = 1;

    /// <summary>Sets a process's nice value.</summary>
    public static int SetPriority(int pid, int nice) => Result(setpriority(PriorityOfProcess, (uint)pid, nice));

    /// <summary>A process's I/O priority in the kernel's form: class &lt;&lt; 13 | level.</summary>
    public static int GetIOPriority(int pid) => Result(syscall(SystemCallNumbers.IOPriorityGet, IOPriorityOfProcess, pid, 0, 0, 0));

    /// <summary>Sets a process's I/O priority in the kernel's form.</summary>
    public static int SetIOPriority(int pid, int packed) =>
        Result(syscall(SystemCallNumbers.IOPrioritySet, IOPriorityOfProcess, pid, packed, 0, 0));

    /// <summary>
    /// The CPUs that a process may run on, one bit each, as machine words; EINVAL if the mask is shorter than the kernel's.
    /// </summary>
    public static int GetAffinity(int pid, Span<nuint> mask)
    {
        fixed (nuint* pointer = mask)
        {
            return Result(sched_getaffinity(pid, (nuint)(mask.Length * sizeof(nuint)), pointer));
        }
    }

    /// <summary>Sets the CPUs that a process may run on.</summary>
    public static int SetAffinity(int pid, ReadOnlySpan<nuint> mask)
    {
        fixed (nuint* pointer = mask)
        {
            return Result(sched_setaffinity(pid, (nuint)(mask.Length * sizeof(nuint)), pointer));
        }
    }

    /// <summary>Sets one of a process's limits.</summary>
    public static int SetResourceLimit(int pid, int resource, ulong soft, ulong hard)
    {
        // struct rlimit64: two 64-bit numbers.
        ulong* limit = stackalloc ulong[2] { soft, hard };
        return Result(syscall(SystemCallNumbers.PrLimit64, pid, resource, (nint)limit, 0, 0));
    }

    /// <summary>How many descriptors this process may have (the soft RLIMIT_NOFILE).</summary>
    public static ulong GetDescriptorLimit()
    {
        // struct rlimit64: two 64-bit numbers, the soft limit first. RLIMIT_NOFILE is 7 except on MIPS, SPARC and Alpha, where .NET does
        // not run.
        const int NoFile = 7;
        const ulong Least = 1024;
        ulong* limit = stackalloc ulong[2];
        return Result(syscall(SystemCallNumbers.PrLimit64, 0, NoFile, 0, (nint)limit, 0)) == 0 ? *limit : Least;
    }

    /// <summary>How many descriptors this process has open; null before Linux 6.2, which counts them only by listing them.</summary>
    public static long? CountDescriptors()
    {
        const int SizeWanted = 0x200; // STATX_SIZE
        int result = GetStatus(CurrentDirectory, "/proc/self/fd\0"u8, DoNotSynchronize, SizeWanted, out FileStatus status);
        return result == 0 && status.Size > 0 ? (long)status.Size : null;
    }

    [LibraryImport(Library)]
    private static partial int setpriority(int which, uint who, int priority);

    [LibraryImport(Library)]
    private static partial int sched_getaffinity(int pid, nuint size, nuint* mask);

    [LibraryImport(Library)]
    private static partial int sched_setaffinity(int pid, nuint size, nuint* mask);
}
