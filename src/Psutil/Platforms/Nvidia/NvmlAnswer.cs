namespace Psutil.Platforms.Nvidia;

/// <summary>What NVML answered. Nobody changes it, because several callers can have waited for it.</summary>
internal sealed class NvmlAnswer
{
    /// <summary>Why there is no answer at all; null if there is one.</summary>
    public Unavailability? Failure { get; init; }

    /// <summary>Why some GPU could not be opened, so that it is not known which; null if all could.</summary>
    public Unavailability? HandleFailure { get; init; }

    /// <summary>The GPUs by their PCI addresses; empty if processes were asked for.</summary>
    public IReadOnlyDictionary<string, GpuDraft> Gpus { get; init; } = new Dictionary<string, GpuDraft>();

    /// <summary>The processes, by GPU and PID; empty if GPUs were asked for.</summary>
    public IReadOnlyList<NvmlProcess> Processes { get; init; } = [];

    /// <summary>Why the processes of a GPU are missing, by its PCI address.</summary>
    public IReadOnlyDictionary<string, Unavailability> UnavailableGpus { get; init; } = new Dictionary<string, Unavailability>();

    /// <summary>The PCI addresses of the GPUs that could be opened.</summary>
    public IReadOnlySet<string> Opened { get; init; } = new HashSet<string>();

    /// <summary>Why the processes of a GPU are missing; null if they are not.</summary>
    public Unavailability? ReasonForProcesses(string address) =>
        Failure
        ?? (
            UnavailableGpus.TryGetValue(address, out Unavailability reason) ? reason
            : Opened.Contains(address) ? null
            : HandleFailure
        );
}
