using System.Buffers.Text;

namespace Psutil.Platforms.FreeBsd.Parsing;

/// <summary>
/// The groups of CPUs in <c>kern.sched.topology_spec</c>: XML that the scheduler writes by itself (sys/kern/sched_ule.c,
/// <c>sysctl_kern_sched_topology_spec_internal</c>). A group lists its CPUs, then its flags, then the groups in it.
/// </summary>
internal static class TopologySpecification
{
    // MAXCPU is at most 1024.
    private const int HighestNumber = 0xFFFF;

    /// <summary>The CPUs of each core with several threads; null if the text is none of these.</summary>
    public static IReadOnlyList<int[]>? ParseCores(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf("<groups>"u8) < 0)
        {
            return null;
        }

        List<int[]> cores = [];
        HashSet<int> claimed = [];
        while (text.IndexOf("<cpu "u8) is >= 0 and var start)
        {
            text = text[start..];
            int open = text.IndexOf((byte)'>');
            int close = text.IndexOf("</cpu>"u8);
            if (open < 0 || close < open)
            {
                return null;
            }

            ReadOnlySpan<byte> list = text[(open + 1)..close];
            text = text[close..];
            if (HasThreadFlag(UpTo(UpTo(text, "</group>"u8), "<children>"u8)))
            {
                if (ParseList(list, claimed) is not { } cpus)
                {
                    return null;
                }

                cores.Add(cpus);
            }
        }

        return cores;
    }

    private static ReadOnlySpan<byte> UpTo(ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark) =>
        text.IndexOf(mark) is >= 0 and var end ? text[..end] : text;

    private static bool HasThreadFlag(ReadOnlySpan<byte> flags) =>
        flags.IndexOf("\"SMT\""u8) >= 0 || flags.IndexOf("\"HTT\""u8) >= 0 || flags.IndexOf("\"THREAD\""u8) >= 0;

    // No CPU is in two cores, so the lists together are as long as there are CPUs.
    private static int[]? ParseList(ReadOnlySpan<byte> list, HashSet<int> claimed)
    {
        List<int> cpus = [];
        foreach (Range range in list.Split((byte)','))
        {
            ReadOnlySpan<byte> number = list[range].Trim((byte)' ');
            if (
                !Utf8Parser.TryParse(number, out int cpu, out int consumed)
                || consumed != number.Length
                || cpu is < 0 or > HighestNumber
                || !claimed.Add(cpu)
            )
            {
                return null;
            }

            cpus.Add(cpu);
        }

        return [.. cpus];
    }
}
