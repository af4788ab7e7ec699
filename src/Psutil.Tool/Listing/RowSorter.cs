namespace Psutil.Tool.Listing;

/// <summary>Sorts processes by a key. Unknown keys are last in either order; equal ones are in the order of their PIDs.</summary>
internal static class RowSorter
{
    /// <summary>Sorts the processes.</summary>
    /// <param name="processes">The processes.</param>
    /// <param name="number">The key, if it is a number; null if it is unknown.</param>
    /// <param name="word">The key, if it is a text.</param>
    /// <param name="isDescending">Whether the largest comes first.</param>
    /// <param name="pidOf">The PID of a process.</param>
    public static T[] Sort<T>(
        IEnumerable<T> processes,
        Func<T, double?>? number,
        Func<T, string?>? word,
        bool isDescending,
        Func<T, int> pidOf
    )
    {
        T[] sorted = [.. processes];
        int direction = isDescending ? -1 : 1;
        if (number is not null)
        {
            Sort(sorted, number, direction, pidOf);
        }
        else if (word is not null)
        {
            string?[] keys = [.. sorted.Select(word)];
            Array.Sort(keys, sorted, new KeyComparer(direction));
            SortEqualByPid(keys, sorted, StringComparer.OrdinalIgnoreCase.Equals, pidOf);
        }

        return sorted;
    }

    private static void Sort<T>(T[] sorted, Func<T, double?> number, int direction, Func<T, int> pidOf)
    {
        // Infinity represents unknown: sorting plain numbers keeps a table of thousands cheap.
        double[] keys = new double[sorted.Length];
        for (int index = 0; index < keys.Length; index++)
        {
            keys[index] = number(sorted[index]) is { } value ? value * direction : double.PositiveInfinity;
        }

        Array.Sort(keys, sorted);
        SortEqualByPid(keys, sorted, (left, right) => left.Equals(right), pidOf);
    }

    private static void SortEqualByPid<T, TKey>(TKey[] keys, T[] sorted, Func<TKey, TKey, bool> areEqual, Func<T, int> pidOf)
    {
        for (int start = 0; start < sorted.Length; )
        {
            int end = start + 1;
            while (end < sorted.Length && areEqual(keys[start], keys[end]))
            {
                end++;
            }

            if (end - start > 1)
            {
                sorted.AsSpan(start, end - start).Sort((left, right) => pidOf(left).CompareTo(pidOf(right)));
            }

            start = end;
        }
    }

    private sealed class KeyComparer(int direction) : IComparer<string?>
    {
        public int Compare(string? left, string? right) =>
            (left, right) switch
            {
                (null, null) => 0,
                (null, _) => 1,
                (_, null) => -1,
                _ => direction * StringComparer.OrdinalIgnoreCase.Compare(left, right),
            };
    }
}
