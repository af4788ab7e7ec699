using Psutil.Compare.Contestants;

namespace Psutil.Compare;

/// <summary>
/// Whether a contestant reads what the floor reads: each of its values lies between those that the floor read before and after it, or is
/// the same text.
/// </summary>
internal static class Agreement
{
    private const int Tries = 4;

    /// <summary>What differs, in words, of which the first is shown; empty if nothing does.</summary>
    /// <param name="floor">Who is right.</param>
    /// <param name="contestant">Who is asked.</param>
    /// <param name="workload">What is read.</param>
    /// <param name="expected">The records that must be there; null for all that the floor has.</param>
    public static IReadOnlyList<string> FindDifferences(
        Contestant floor,
        Contestant contestant,
        Workload workload,
        IReadOnlyCollection<string>? expected
    )
    {
        IReadOnlyList<string> differences = [];
        for (int i = 0; i < Tries; i++)
        {
            Records before = floor.Check(workload);
            Records theirs = contestant.Check(workload);
            Records after = floor.Check(workload);
            differences =
            [
                .. (expected ?? before.Names).SelectMany(record => Compare(record, before, theirs, after, contestant.MustBeComplete)),
            ];
            if (differences.Count == 0)
            {
                break;
            }
        }

        return differences.Count <= 1
            ? differences
            : [string.Create(CultureInfo.InvariantCulture, $"{differences[0]}; and {differences.Count - 1} more")];
    }

    private static IEnumerable<string> Compare(string record, Records before, Records theirs, Records after, bool isComplete)
    {
        if (before[record] is not { } lower || after[record] is not { } upper)
        {
            yield return $"{record}: the floor does not have it";
            yield break;
        }

        if (theirs[record] is not { } values)
        {
            yield return $"{record}: missing";
            yield break;
        }

        foreach ((string field, string first) in lower)
        {
            if (values.TryGetValue(field, out string? value))
            {
                if (!IsBetween(field, value, first, upper.GetValueOrDefault(field, first)))
                {
                    yield return $"{record}: {field} is {value}, not {first}";
                }
            }
            else if (isComplete)
            {
                yield return $"{record}: no {field}";
            }
        }
    }

    private static bool IsBetween(string field, string value, string first, string last)
    {
        if (value == first || value == last)
        {
            return true;
        }

        if (
            !decimal.TryParse(value, CultureInfo.InvariantCulture, out decimal number)
            || !decimal.TryParse(first, CultureInfo.InvariantCulture, out decimal one)
            || !decimal.TryParse(last, CultureInfo.InvariantCulture, out decimal other)
        )
        {
            return false;
        }

        decimal slack = Slack(field, one);
        return number >= Math.Min(one, other) - slack && number <= Math.Max(one, other) + slack;
    }

    private static decimal Slack(string field, decimal value) =>
        field switch
        {
            // Memory moves both ways between the two readings of the floor.
            "available" or "free" or "active" or "inactive" or "buffers" or "cached" or "shared" or "slab" => 64 * 1024 * 1024,

            // PSS depends on how many others map the same pages in that moment.
            "pss" => value / 10 + 65536,

            // Seconds that are rounded to hundredths by one and cut by another; idle times can run backwards by a tick.
            "start" or "user" or "system" => 0.011m,
            "idle" or "iowait" => 0.05m,
            _ => 0,
        };
}
