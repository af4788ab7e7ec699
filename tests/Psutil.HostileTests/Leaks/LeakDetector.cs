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
    private const int Rounds = 6;

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
        for (int round = 0; round < Rounds; round++)
        {
            Holdings before = Holdings.Count();
            if (Repeat(action, out int calls) is { } failure)
            {
                return failure;
            }

            Holdings grown = Holdings.Count() - before;
            if (!IsLeak(grown, calls))
            {
                return null;
            }

            growth += string.Create(CultureInfo.InvariantCulture, $"\n    {calls} calls: {grown}");
        }

        return $"what is held grows with every round:{growth}";
    }

    private static bool IsLeak(Holdings grown, int calls) =>
        grown.Descriptors > calls / 10
        || grown.Threads > calls / 10
        || grown.Managed > calls * BytesPerCall
        || grown.Native > calls * BytesPerCall;

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
