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
}
