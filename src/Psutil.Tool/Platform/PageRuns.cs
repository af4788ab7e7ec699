namespace Psutil.Tool.Platform;

/// <summary>
/// Runs of pages, from the entries of <c>/proc/PID/pagemap</c> (the kernel's <c>Documentation/admin-guide/mm/pagemap.rst</c>).
/// </summary>
internal static class PageRuns
{
    // Bits of an entry: in memory, and as the file has it.
    private const ulong Present = 1UL << 63;
    private const ulong OfAFile = 1UL << 61;

    /// <summary>
    /// The pages that are in memory as their file has them. Those that were written to, also those in swap, are left out.
    /// </summary>
    public static IReadOnlyList<(int Start, int Length)> OfFile(ReadOnlySpan<ulong> entries)
    {
        List<(int Start, int Length)> runs = [];
        int start = 0;
        for (int index = 0; index <= entries.Length; index++)
        {
            if (index < entries.Length && (entries[index] & (Present | OfAFile)) == (Present | OfAFile))
            {
                continue;
            }

            if (index > start)
            {
                runs.Add((start, index - start));
            }

            start = index + 1;
        }

        return runs;
    }
}
