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

    /// <summary>
    /// The CPUs that give a process back what it may have been refused: all of its group. None if it may run on all of its group, or in
    /// several groups, as every process may from Windows 11 on: any mask would restrict it to one group.
    /// </summary>
    /// <param name="present">The CPUs that it may run on now.</param>
    public IReadOnlyList<int> ToWiden(IReadOnlyList<int> present)
    {
        int first = GroupOf(present.Count > 0 ? present[0] : 0);
        return first < 0 || present.Count == counts[first] || present.Any(cpu => GroupOf(cpu) != first)
            ? []
            : [.. Enumerable.Range(FirstOf(first), counts[first])];
    }

    /// <summary>The group and the mask of some CPUs; false if one does not exist, or they are of several groups.</summary>
    public bool TryToMask(IReadOnlyCollection<int> cpus, out int group, out nuint mask)
    {
        group = -1;
        mask = 0;
        foreach (int cpu in cpus)
        {
            int found = GroupOf(cpu);
            if (found < 0 || (group >= 0 && group != found))
            {
                return false;
            }

            group = found;
            mask |= (nuint)1 << (cpu - FirstOf(found));
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

    private int GroupOf(int cpu)
    {
        for (int group = 0; group < counts.Count; group++)
        {
            if (cpu >= FirstOf(group) && cpu < FirstOf(group) + counts[group])
            {
                return group;
            }
        }

        return -1;
    }
}
