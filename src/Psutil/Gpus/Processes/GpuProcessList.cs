namespace Psutil;

/// <summary>The processes that use a GPU, as far as the caller may read them.</summary>
public sealed class GpuProcessList
{
    /// <summary>One entry for each process and GPU, by PID.</summary>
    public required IReadOnlyList<GpuProcess> Processes { get; init; }

    /// <summary>
    /// The processes that could not be read, or not completely, with the reason: the caller may not read them, or the operating system did
    /// not answer in time. They may use a GPU too.
    /// </summary>
    public required IReadOnlyDictionary<OSProcess, Unavailability> Unavailable { get; init; }

    /// <summary>The GPUs whose processes could not be listed, by <see cref="Gpu.Id"/>, with the reason.</summary>
    public required IReadOnlyDictionary<string, Unavailability> UnavailableGpus { get; init; }

    /// <summary>The processes of a capture of <see cref="ProcessFields.Gpu"/>.</summary>
    internal static GpuProcessList Of(Psutil.Processes processes, IReadOnlyList<ProcessSnapshot> snapshots)
    {
        List<GpuProcess> found = [];
        Dictionary<OSProcess, Unavailability> unavailable = [];
        foreach (ProcessSnapshot snapshot in snapshots)
        {
            if (snapshot.WhyMissing(ProcessFields.Gpu) is { } reason)
            {
                unavailable[processes.FromIdentity(snapshot.Identity)] = reason;
            }

            foreach (ProcessGpuCounters counters in snapshot.Gpu ?? [])
            {
                found.Add(
                    new GpuProcess
                    {
                        Process = processes.FromIdentity(snapshot.Identity),
                        GpuId = counters.GpuId,
                        Memory = counters.Memory,
                        SharedMemory = counters.SharedMemory,
                        Engines = counters.Engines,
                        UtilizationPercent = counters.UtilizationPercent,
                        Clients = counters.Clients,
                    }
                );
            }
        }

        return new GpuProcessList
        {
            Processes = found,
            Unavailable = unavailable,
            UnavailableGpus = new Dictionary<string, Unavailability>(),
        };
    }
}
