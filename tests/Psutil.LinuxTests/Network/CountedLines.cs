namespace Psutil.LinuxTests;

/// <summary>Lines, and how often each is there.</summary>
internal sealed class CountedLines
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public CountedLines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            _counts[line] = this[line] + 1;
        }
    }

    public bool IsEmpty => _counts.Count == 0;

    private int this[string line] => _counts.GetValueOrDefault(line);

    /// <summary>The lines that are here less often than in both of two others, or more often than in either.</summary>
    public IEnumerable<string> OutsideOf(CountedLines before, CountedLines after) =>
        from line in _counts.Keys.Concat(before._counts.Keys).Distinct(StringComparer.Ordinal)
        let fewest = Math.Min(before[line], after[line])
        let most = Math.Max(before[line], after[line])
        where this[line] < fewest || this[line] > most
        orderby line
        select string.Create(CultureInfo.InvariantCulture, $"{this[line]} times, not {fewest} to {most}: {line}");
}
