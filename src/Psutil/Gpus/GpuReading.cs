namespace Psutil;

/// <summary>The use of all GPUs between two readings of a <see cref="GpuMeter"/>.</summary>
public sealed class GpuReading
{
    /// <summary>The time between the readings.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The GPUs, in the order of <see cref="Gpus.GetGpus"/>.</summary>
    public required IReadOnlyList<GpuUse> Gpus { get; init; }

    /// <summary>One entry for each process and GPU, by PID.</summary>
    public required IReadOnlyList<GpuProcessUse> Processes { get; init; }

    /// <summary>The processes that could not be read, with the reason. They may use a GPU too.</summary>
    public required IReadOnlyDictionary<OSProcess, Unavailability> Unavailable { get; init; }

    /// <summary>The GPUs whose processes could not be listed, by <see cref="Gpu.Id"/>, with the reason.</summary>
    public required IReadOnlyDictionary<string, Unavailability> UnavailableGpus { get; init; }
}
