namespace Psutil.Recording;

/// <summary>Collects where the kernel ended processes for lack of memory.</summary>
internal sealed class OomKillFinder
{
    private const int Most = 1000;

    private readonly List<RecordedOomKill> _found = [];

    public IReadOnlyList<RecordedOomKill> Found => _found;

    public void Take(SampleRows rows, DateTimeOffset time)
    {
        foreach (KeyedRow row in rows[RecordTable.OomKills])
        {
            OomKill kill = OomCounter.KillOf(row);
            if (kill.Count > 0 && _found.Count < Most)
            {
                _found.Add(new RecordedOomKill(time, kill.CgroupPath, kill.Count));
            }
        }
    }
}
