namespace Psutil.Tool.ProcessCommands;

/// <summary>Sums of amounts, some of which may be unknown.</summary>
internal static class Totals
{
    /// <summary>The sum of the known amounts; null if there is none.</summary>
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
