using System.Numerics;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>Sets of CPUs in the form of the scheduler's calls: one bit each, in machine words.</summary>
internal static class CpuMask
{
    private const int InitialWords = 16;
    private const int MostWords = 1 << 16;

    private static int BitsPerWord => nuint.Size * 8;

    /// <summary>
    /// The CPUs that a process may run on, in order; the mask grows until it is as long as the kernel's. Returns 0 or the negated errno.
    /// </summary>
    public static int Read(int pid, out List<int> cpus)
    {
        cpus = [];
        for (int words = InitialWords; ; words *= 2)
        {
            nuint[] mask = new nuint[words];
            int result = Libc.GetAffinity(pid, mask);
            if (result == -Errno.EINVAL && words < MostWords)
            {
                continue;
            }

            if (result < 0)
            {
                return result;
            }

            for (int word = 0; word < mask.Length; word++)
            {
                for (nuint rest = mask[word]; rest != 0; rest &= rest - 1)
                {
                    cpus.Add(word * BitsPerWord + BitOperations.TrailingZeroCount(rest));
                }
            }

            return 0;
        }
    }

    /// <summary>The mask of some CPUs.</summary>
    public static nuint[] FromCpus(IReadOnlyCollection<int> cpus)
    {
        nuint[] mask = new nuint[Math.Max(InitialWords, cpus.Max() / BitsPerWord + 1)];
        foreach (int cpu in cpus)
        {
            mask[cpu / BitsPerWord] |= (nuint)1 << (cpu % BitsPerWord);
        }

        return mask;
    }
}
