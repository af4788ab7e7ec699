namespace Psutil.Platforms.Windows.Parsing;

/// <summary>Numbers the CPUs of all processor groups consecutively.</summary>
/// <param name="counts">How many CPUs each group has.</param>
internal sealed class ProcessorGroups(IReadOnlyList<int> counts)
{
    public int Count => counts.Count;

    public int TotalCount => counts.Sum();

    public int CountOf(int group) => counts[group];

    /// <summary>The CPUs of a group's mask.</summary>
    public IReadOnlyList<int> ToNumbers(nuint mask, int group)
    {
        int first = FirstOf(group);
        List<int> cpus = [];

        // Bits beyond a group's CPUs would be CPUs of the next group.
        for (int bit = 0; bit < Math.Min(nuint.Size * 8, group < counts.Count ? counts[group] : 0); bit++)
        {
            if ((mask & ((nuint)1 << bit)) != 0)
            {
                cpus.Add(first + bit);
            }
        }

        return cpus;
    }

    /// <summary>All CPUs of some groups.</summary>
    public IReadOnlyList<int> AllOf(ReadOnlySpan<ushort> groups)
    {
        List<int> cpus = [];
        foreach (ushort group in groups)
        {
            if (group < counts.Count)
            {
                cpus.AddRange(Enumerable.Range(FirstOf(group), counts[group]));
            }
        }

        cpus.Sort();
        return cpus;
    }

    /// <summary>The group and the mask of some CPUs; false if one does not exist, or they are of several groups.</summary>
    public bool TryToMask(IReadOnlyCollection<int> cpus, out int group, out nuint mask)
    {
        group = -1;
        mask = 0;
        foreach (int cpu in cpus)
        {
            int first = 0;
            int found = -1;
            for (int candidate = 0; candidate < counts.Count; first += counts[candidate], candidate++)
            {
                if (cpu >= first && cpu < first + counts[candidate])
                {
                    found = candidate;
                    break;
                }
            }

            if (found < 0 || (group >= 0 && group != found))
            {
                return false;
            }

            group = found;
            mask |= (nuint)1 << (cpu - first);
        }

        return group >= 0;
    }

    public int FirstOf(int group)
    {
        int first = 0;
        for (int earlier = 0; earlier < group && earlier < counts.Count; earlier++)
        {
            first += counts[earlier];
        }

        return first;
    }
}
