namespace Psutil.Platforms.Linux;

/// <summary>
/// Sets of CPUs (sockets, dies, cores), counted from 0 in the order of their first CPU. The kernel's own IDs are those of the firmware:
/// they leave gaps, and those of cores are repeated in each socket.
/// </summary>
internal sealed class CpuGroups
{
    private readonly Dictionary<int, int> _numbers = [];

    /// <summary>The number of groups; null if none is known.</summary>
    public int? Count { get; private set; }

    /// <summary>The group of a CPU; null if unknown.</summary>
    public int? this[int cpu] => _numbers.TryGetValue(cpu, out int number) ? number : null;

    /// <summary>Reads the groups from the list of siblings of each CPU.</summary>
    /// <param name="sys">Where the lists are.</param>
    /// <param name="online">The CPUs that are online.</param>
    /// <param name="files">The file in a CPU's <c>topology</c> folder, and what older kernels call it.</param>
    public static CpuGroups Read(FileTree sys, IReadOnlyList<int> online, params ReadOnlySpan<string> files)
    {
        CpuLists lists = new(sys);
        CpuGroups groups = new();
        HashSet<int> known = [.. online];
        foreach (int cpu in online)
        {
            if (groups[cpu] is not null)
            {
                continue;
            }

            int[]? siblings = null;
            foreach (string file in files)
            {
                siblings ??= lists.Read(string.Create(CultureInfo.InvariantCulture, $"devices/system/cpu/cpu{cpu}/topology/{file}"));
            }

            if (siblings is not null)
            {
                groups.Add([cpu, .. siblings.Where(known.Contains)]);
            }
        }

        return groups;
    }

    /// <summary>Groups CPUs that have the same key; a CPU without a key is in no group.</summary>
    public static CpuGroups By<TKey>(IEnumerable<(int Cpu, TKey? Key)> keys)
        where TKey : struct
    {
        CpuGroups groups = new();
        foreach (IGrouping<TKey?, (int Cpu, TKey? Key)> group in keys.GroupBy(entry => entry.Key))
        {
            if (group.Key is not null)
            {
                groups.Add(group.Select(entry => entry.Cpu));
            }
        }

        return groups;
    }

    private void Add(IEnumerable<int> cpus)
    {
        int number = Count ?? 0;
        foreach (int cpu in cpus)
        {
            _numbers.TryAdd(cpu, number);
        }

        Count = number + 1;
    }
}
