using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top.Model;

/// <summary>Orders processes by a column. Unknown comes last either way round; equal ones stay in the order of their PIDs.</summary>
internal static class RowSorter
{
    public static TopProcess[] Sort(IEnumerable<TopProcess> processes, TopColumn column, bool isReversed)
    {
        TopProcess[] sorted = [.. processes];
        int direction = column.LargestFirst != isReversed ? -1 : 1;
        if (column.Number is { } number)
        {
            Sort(sorted, number, direction);
        }
        else if (column.Word is { } word)
        {
            string?[] keys = [.. sorted.Select(word)];
            Array.Sort(keys, sorted, new KeyComparer<string>(direction, StringComparer.OrdinalIgnoreCase.Compare));
            SortEqualByPid(keys, sorted, (left, right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase));
        }

        return sorted;
    }

    private static void Sort(TopProcess[] sorted, Func<TopProcess, double?> number, int direction)
    {
        // Infinity stands for unknown: sorting plain numbers is what keeps a table of thousands cheap.
        double[] keys = new double[sorted.Length];
        for (int index = 0; index < keys.Length; index++)
        {
            keys[index] = number(sorted[index]) is { } value ? value * direction : double.PositiveInfinity;
        }

        Array.Sort(keys, sorted);
        SortEqualByPid(keys, sorted, (left, right) => left.Equals(right));
    }

    private static void SortEqualByPid<TKey>(TKey[] keys, TopProcess[] sorted, Func<TKey, TKey, bool> areEqual)
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
                sorted.AsSpan(start, end - start).Sort((left, right) => left.Pid.CompareTo(right.Pid));
            }

            start = end;
        }
    }

    private sealed class KeyComparer<T>(int direction, Comparison<T> compare) : IComparer<T?>
        where T : class
    {
        public int Compare(T? left, T? right) =>
            (left, right) switch
            {
                (null, null) => 0,
                (null, _) => 1,
                (_, null) => -1,
                _ => direction * compare(left, right),
            };
    }
}
