using Psutil.Platforms.Nvidia;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Completes what was read of the GPUs of each process: a client that several processes hold counts once, and what uses NVIDIA's driver is
/// in the list of its library, which is asked once for all.
/// </summary>
internal sealed class LinuxGpuCompletion(LinuxNvidia nvidia)
{
    /// <summary>Completes the snapshots of one capture, of which no other thread has any yet.</summary>
    public void Complete(ReadOnlySpan<ProcessSnapshot?> snapshots)
    {
        List<(ProcessSnapshot Snapshot, LinuxGpuCounters Counters)> found = [];
        foreach (ProcessSnapshot? snapshot in snapshots)
        {
            if (snapshot?.Gpu is LinuxGpuCounters counters && (counters.Count > 0 || counters.UsesNvidia))
            {
                found.Add((snapshot, counters));
            }
        }

        // A client that several processes hold counts for the first of them, which is the one that made it unless it was handed over.
        HashSet<(string Gpu, ulong Client)> counted = [];
        foreach (
            (_, LinuxGpuCounters counters) in found.OrderBy(pair => pair.Snapshot.Identity.StartTime).ThenBy(pair => pair.Snapshot.Pid)
        )
        {
            counters.LeaveOutCounted(counted);
        }

        found.RemoveAll(pair => !pair.Counters.UsesNvidia);
        if (found.Count > 0)
        {
            AddNvidia(found);
        }
    }

    private void AddNvidia(List<(ProcessSnapshot Snapshot, LinuxGpuCounters Counters)> found)
    {
        (IReadOnlyList<NvmlProcess> processes, IReadOnlyDictionary<string, Unavailability> unavailable) = nvidia.ListProcesses();
        ILookup<int, NvmlProcess> byPid = processes.ToLookup(process => process.Pid);
        foreach ((ProcessSnapshot snapshot, LinuxGpuCounters counters) in found)
        {
            if (unavailable.Count > 0)
            {
                // It may use any of the GPUs that are missing.
                snapshot.Withdraw(ProcessFields.Gpu, unavailable.Values.First());
            }
            else
            {
                counters.Add(byPid[snapshot.Pid].Select(process => process.ToCounters()));
            }
        }
    }
}
