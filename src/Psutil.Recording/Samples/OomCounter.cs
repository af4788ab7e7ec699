namespace Psutil.Recording;

/// <summary>Finds what the OOM killer ended since the sample before, from the counters of cgroups.</summary>
internal sealed class OomCounter
{
    private Dictionary<string, (long? Id, long Kills)>? _before;

    /// <param name="sample">Where the rows go.</param>
    /// <param name="version">Whether a cgroup counts what happened below it too: in version 2 it does.</param>
    /// <param name="groups">The cgroups of this sample.</param>
    public void Add(SampleDraft sample, CgroupVersion version, IEnumerable<CgroupSnapshot> groups)
    {
        Dictionary<string, (long? Id, long Kills)> now = new(StringComparer.Ordinal);
        foreach (CgroupSnapshot group in groups)
        {
            if (group.Memory?.OomKills is { } kills)
            {
                now[group.Path] = (group.Id, kills);
            }
        }

        if (_before is { } before)
        {
            foreach ((string path, long kills) in Compare(before, now, countsBelow: version == CgroupVersion.V2))
            {
                sample.Add(RecordTable.OomKills, path, new RowBuilder().Add(1, kills).Build());
            }
        }

        _before = now;
    }

    public static OomKill KillOf(KeyedRow row) => new() { CgroupPath = row.Key, Count = row.Row.Integer(1) ?? 0 };

    private static IEnumerable<KeyValuePair<string, long>> Compare(
        Dictionary<string, (long? Id, long Kills)> before,
        Dictionary<string, (long? Id, long Kills)> now,
        bool countsBelow
    )
    {
        Dictionary<string, long> own = new(StringComparer.Ordinal);
        foreach ((string path, (long? id, long kills)) in now)
        {
            // A cgroup that was removed and made again counts from zero.
            long earlier = before.TryGetValue(path, out (long? Id, long Kills) known) && known.Id == id ? known.Kills : 0;
            if (kills <= earlier)
            {
                continue;
            }

            own[path] = own.GetValueOrDefault(path) + kills - earlier;
            if (countsBelow && path.LastIndexOf('/') is >= 0 and var slash)
            {
                string parent = slash == 0 ? "/" : path[..slash];
                own[parent] = own.GetValueOrDefault(parent) - (kills - earlier);
            }
        }

        // What was killed in a cgroup that is gone is left with the one above it.
        return own.Where(group => group.Value > 0);
    }
}
