namespace Psutil.Recording;

/// <summary>Finds where the kernel ended processes for lack of memory, by the counters of cgroups.</summary>
internal sealed class OomKillFinder
{
    private const int Most = 1000;

    private readonly List<RecordedOomKill> _found = [];
    private readonly List<(string Path, long Count)> _ofSample = [];
    private RowChanges _changes = new(RecordTable.Cgroups);

    public IReadOnlyList<RecordedOomKill> Found => _found;

    /// <summary>Forgets the sample before: the counters begin at 0 again.</summary>
    public void BeginAnew() => _changes = new RowChanges(RecordTable.Cgroups);

    public void Take(SampleRows rows, DateTimeOffset time)
    {
        if (ReadingFields.Find(rows, CgroupRows.Reading) is null)
        {
            return;
        }

        _ofSample.Clear();
        _changes.Take(rows, (path, before, now) =>
        {
            if (before is not null && now is not null && CgroupRows.OomKillsOf(now) - CgroupRows.OomKillsOf(before) is > 0 and var count)
            {
                _ofSample.Add((path, count));
            }
        });

        // A cgroup counts those below it as well: the one that is meant has none below it that counted.
        foreach ((string path, long count) in _ofSample)
        {
            string inside = path == "/" ? path : path + "/";
            bool isInnermost = !_ofSample.Any(other => other.Path != path && other.Path.StartsWith(inside, StringComparison.Ordinal));
            if (isInnermost && _found.Count < Most)
            {
                _found.Add(new RecordedOomKill(time, path, count));
            }
        }
    }
}
