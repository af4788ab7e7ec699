namespace Psutil;

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

    /// <summary>Adds a group; CPUs that are in another one stay there.</summary>
    public void Add(IEnumerable<int> cpus)
    {
        int number = Count ?? 0;
        foreach (int cpu in cpus)
        {
            _numbers.TryAdd(cpu, number);
        }

        Count = number + 1;
    }
}
