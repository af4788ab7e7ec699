using System.Collections;

namespace Psutil.Platforms.Linux;

/// <summary>What a process uses of each GPU, by id, and what is left to do once all processes are read.</summary>
/// <param name="usesNvidia">Whether the process has a descriptor of NVIDIA's own driver, which reports its use elsewhere.</param>
internal sealed class LinuxGpuCounters(bool usesNvidia) : IReadOnlyList<ProcessGpuCounters>
{
    private IReadOnlyList<LinuxGpuClient> _clients = [];
    private IReadOnlyList<ProcessGpuCounters> _counters = [];

    public bool UsesNvidia => usesNvidia;

    public int Count => _counters.Count;

    public ProcessGpuCounters this[int index] => _counters[index];

    public IEnumerator<ProcessGpuCounters> GetEnumerator() => _counters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Takes the clients of the process.</summary>
    public void Take(IReadOnlyList<LinuxGpuClient> clients)
    {
        _clients = clients;
        List<ProcessGpuCounters> counters = [];
        foreach (IGrouping<string, LinuxGpuClient> own in clients.GroupBy(client => client.Gpu))
        {
            counters.Add(GpuClientSum.Of([.. own]).ToCounters(own.Key));
        }

        Sort(counters);
    }

    /// <summary>Leaves out the clients that count for a process that started earlier.</summary>
    /// <param name="counted">The clients that have been counted, to which these are added.</param>
    public void LeaveOutCounted(HashSet<(string Gpu, ulong Client)> counted)
    {
        LinuxGpuClient[] own = [.. _clients.Where(client => client.Info.ClientId is not { } id || counted.Add((client.Gpu, id)))];
        if (own.Length != _clients.Count)
        {
            Take(own);
        }
    }

    /// <summary>Adds what NVIDIA's library reports, for GPUs that the kernel reports nothing of.</summary>
    public void Add(IEnumerable<ProcessGpuCounters> others)
    {
        List<ProcessGpuCounters> counters = [.. _counters];
        foreach (ProcessGpuCounters other in others)
        {
            if (!counters.Exists(known => known.GpuId == other.GpuId))
            {
                counters.Add(other);
            }
        }

        Sort(counters);
    }

    private void Sort(List<ProcessGpuCounters> counters)
    {
        counters.Sort(static (left, right) => NaturalOrder.Instance.Compare(left.GpuId, right.GpuId));
        _counters = counters;
    }
}
