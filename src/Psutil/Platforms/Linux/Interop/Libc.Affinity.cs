using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

internal static unsafe partial class Libc
{
    // A mask for as many CPUs as glibc's cpu_set_t knows; the kernel refuses a smaller one than it was built for, and none is built for more than the second.
    private const int UsualMaskSize = 1024 / 8;
    private const int LargestMaskSize = 1 << 16;

    /// <summary>How many CPUs a process may run on; or the negated errno.</summary>
    public static int CountAffinity(int pid)
    {
        for (int size = UsualMaskSize; ; size *= 2)
        {
            byte[] mask = ArrayPool<byte>.Shared.Rent(size);
            mask.AsSpan().Clear();
            int result;
            fixed (byte* pointer = mask)
            {
                result = Result(sched_getaffinity(pid, (nuint)size, pointer));
            }

            int count = 0;
            foreach (byte cpus in mask.AsSpan(0, size))
            {
                count += BitOperations.PopCount(cpus);
            }

            ArrayPool<byte>.Shared.Return(mask);
            if (result != -Errno.EINVAL || size >= LargestMaskSize)
            {
                return result < 0 ? result : count;
            }
        }
    }

    [LibraryImport(Library)]
    private static partial int sched_getaffinity(int pid, nuint size, byte* mask);
}
