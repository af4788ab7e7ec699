using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The kernel's lists of CPUs: <c>0-3,8,10-11</c> (sysfs) and <c>0 1 2 3</c> (cpufreq).</summary>
internal static class CpuListParser
{
    // No kernel supports more (NR_CPUS is at most 8192); without a limit, a malformed list could allocate gigabytes.
    private const int HighestNumber = 0xFFFF;
    private const int BitsPerWord = 64;

    /// <summary>The numbers in ascending order, each once. An empty text is an empty list.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out int[]? numbers, [NotNullWhen(false)] out string? malformed)
    {
        Span<ulong> found = stackalloc ulong[(HighestNumber + 1) / BitsPerWord];
        found.Clear();
        int named = 0;
        text = Ascii.Trim(text);
        foreach (Range range in text.SplitAny(", \t\n"u8))
        {
            ReadOnlySpan<byte> chunk = text[range];
            if (chunk.IsEmpty)
            {
                continue;
            }

            if (!TryParseChunk(chunk, out int first, out int last))
            {
                numbers = null;
                malformed = "list of CPUs";
                return false;
            }

            // The kernel names each CPU once, so a list of more than the highest number is malformed.
            named += last - first + 1;
            if (named > HighestNumber + 1)
            {
                numbers = null;
                malformed = "number of CPUs";
                return false;
            }

            for (int number = first; number <= last; number++)
            {
                found[number / BitsPerWord] |= 1UL << (number % BitsPerWord);
            }
        }

        numbers = ToNumbers(found);
        malformed = null;
        return true;
    }

    private static int[] ToNumbers(ReadOnlySpan<ulong> found)
    {
        int count = 0;
        foreach (ulong word in found)
        {
            count += BitOperations.PopCount(word);
        }

        int[] numbers = new int[count];
        int index = 0;
        for (int word = 0; index < count; word++)
        {
            for (ulong rest = found[word]; rest != 0; rest &= rest - 1)
            {
                numbers[index++] = word * BitsPerWord + BitOperations.TrailingZeroCount(rest);
            }
        }

        return numbers;
    }

    private static bool TryParseChunk(ReadOnlySpan<byte> chunk, out int first, out int last)
    {
        int dash = chunk.IndexOf((byte)'-');
        if (dash < 0)
        {
            bool parsed = Ascii.TryParse(chunk, out first);
            last = first;
            return parsed && first is >= 0 and <= HighestNumber;
        }

        last = 0;
        return Ascii.TryParse(chunk[..dash], out first)
            && Ascii.TryParse(chunk[(dash + 1)..], out last)
            && first >= 0
            && first <= last
            && last <= HighestNumber;
    }
}
