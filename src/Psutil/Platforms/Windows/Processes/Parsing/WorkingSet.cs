using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>A process's working set: a count, and then a word for each page that is in RAM (<c>MEMORY_WORKING_SET_BLOCK</c>).</summary>
internal static class WorkingSet
{
    // The low bits: protection (5), share count (3), shared (1), node (3); then the page's number.
    private const int ShareCountShift = 5;
    private const nuint ShareCountMask = 7;
    private const nuint SharedBit = 1 << 8;
    private const int PageShift = 12;

    public static ReadOnlySpan<nuint> Parse(ReadOnlySpan<byte> answer)
    {
        ReadOnlySpan<nuint> words = MemoryMarshal.Cast<byte, nuint>(answer);
        if (words.IsEmpty)
        {
            return [];
        }

        ReadOnlySpan<nuint> pages = words[1..];
        return words[0] < (nuint)pages.Length ? pages[..(int)words[0]] : pages;
    }

    /// <summary>The number of pages that no other process uses: private ones, and shared ones with one user.</summary>
    public static long CountUnshared(ReadOnlySpan<nuint> pages)
    {
        long count = 0;
        foreach (nuint page in pages)
        {
            count += (page & SharedBit) == 0 || ((page >> ShareCountShift) & ShareCountMask) <= 1 ? 1 : 0;
        }

        return count;
    }

    /// <summary>The addresses of the pages in ascending order, for <see cref="CountWithin"/>.</summary>
    public static nuint[] SortedAddresses(ReadOnlySpan<nuint> pages)
    {
        nuint[] addresses = new nuint[pages.Length];
        for (int index = 0; index < addresses.Length; index++)
        {
            addresses[index] = pages[index] >> PageShift << PageShift;
        }

        Array.Sort(addresses);
        return addresses;
    }

    /// <summary>The number of the pages within a region.</summary>
    public static int CountWithin(ReadOnlySpan<nuint> sortedAddresses, nuint start, nuint size) =>
        FirstFrom(sortedAddresses, start + size) - FirstFrom(sortedAddresses, start);

    private static int FirstFrom(ReadOnlySpan<nuint> sorted, nuint address)
    {
        int index = sorted.BinarySearch(address);
        return index < 0 ? ~index : index;
    }
}
