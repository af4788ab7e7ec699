namespace Psutil.Tool.ProcessCommands;

/// <summary>Sums of amounts of which some may be unknown.</summary>
internal static class Totals
{
    /// <summary>The sum of what is known; null if nothing is.</summary>
    public static long? Of<T>(IReadOnlyList<T> items, Func<T, long?> part)
    {
        long? sum = null;
        foreach (T item in items)
        {
            if (part(item) is { } known)
            {
                sum = sum.GetValueOrDefault() + known;
            }
        }

        return sum;
    }
}
