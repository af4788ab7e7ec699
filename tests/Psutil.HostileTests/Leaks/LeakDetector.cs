using System.Diagnostics;

namespace Psutil.HostileTests.Leaks;

/// <summary>
/// Repeats an action, and counts what this process holds before and after. What is held once (a cache, a thread of the pool) grows once; a
/// leak grows with every round.
/// </summary>
internal static class LeakDetector
{
    private const int MostCalls = 1000;
    private const int FewestCalls = 50;

    // What goes up and down grows ten times in succession once in millions of times.
    private const int Rounds = 10;

    // The smallest object takes 24 bytes, the smallest block of the C library 32.
    private const int BytesPerCall = 20;
    private static readonly TimeSpan TimePerRound = TimeSpan.FromMilliseconds(150);

    /// <summary>How the action failed, by its own words, or what grew; null if nothing did.</summary>
    public static string? FindGrowth(Func<string?> action)
    {
        // Static state is made by the first calls.
        for (int call = 0; call < 3; call++)
        {
            if (action() is { } failure)
            {
                return failure;
            }
        }

        string growth = "";
        HashSet<string> growing = [.. Holdings.Names];
        for (int round = 0; round < Rounds && growing.Count > 0; round++)
        {
            Holdings before = Holdings.Count();
            if (Repeat(action, out int calls) is { } failure)
            {
                return failure;
            }

            Holdings grown = Holdings.Count() - before;
            growing.IntersectWith(FindLeaks(grown, calls));
            growth += string.Create(CultureInfo.InvariantCulture, $"\n    {calls} calls: {grown}");
        }

        return growing.Count > 0 ? $"{string.Join(", ", growing)} grow with every round:{growth}" : null;
    }

    private static IEnumerable<string> FindLeaks(Holdings grown, int calls)
    {
        if (grown.Descriptors > calls / 10)
        {
            yield return nameof(Holdings.Descriptors);
        }

        if (grown.Threads > calls / 10)
        {
            yield return nameof(Holdings.Threads);
        }

        if (grown.Managed > calls * BytesPerCall)
        {
            yield return nameof(Holdings.Managed);
        }

        if (grown.Native > calls * BytesPerCall)
        {
            yield return nameof(Holdings.Native);
        }
    }

    private static string? Repeat(Func<string?> action, out int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (calls = 0; calls < MostCalls && (calls < FewestCalls || Stopwatch.GetElapsedTime(start) < TimePerRound); calls++)
        {
            if (action() is { } failure)
            {
                return failure;
            }
        }

        return null;
    }
}
