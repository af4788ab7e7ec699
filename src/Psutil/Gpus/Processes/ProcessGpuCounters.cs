namespace Psutil;

/// <summary>
/// What a process uses of one GPU, in <see cref="ProcessSnapshot.Gpu"/>. Its counts grow as long as the process holds the GPU; a
/// <see cref="ProcessMonitor"/> makes percentages of them.
/// </summary>
public class ProcessGpuCounters
{
    /// <summary>The GPU, as its <see cref="Gpu.Id"/>.</summary>
    public required string GpuId { get; init; }

    /// <summary>The process's memory on the GPU, in bytes; null if the driver does not report it.</summary>
    /// <remarks>
    /// Linux: the regions <c>vram…</c> and <c>local…</c> of <c>drm-resident-…</c> or, on older kernels, of <c>drm-memory-…</c> or
    /// <c>drm-total-…</c>; with NVIDIA's driver <c>nvmlDeviceGetComputeRunningProcesses</c> and its counterpart for graphics. Windows:
    /// <c>BytesCommitted</c> in the segments of the GPU's own memory.
    /// </remarks>
    public long? Memory { get; init; }

    /// <summary>
    /// The memory of the machine that the process uses through the GPU, in bytes; null if the driver does not report it. Linux: all other
    /// regions, such as <c>gtt</c> and <c>system</c>. Windows: the aperture segments.
    /// </summary>
    public long? SharedMemory { get; init; }

    /// <summary>
    /// How long each engine has worked for the process, by the driver's name of the engine; empty if the driver does not report it. Linux:
    /// <c>drm-engine-…</c> and <c>drm-cycles-…</c>. Windows: <c>RunningTime</c> of each engine.
    /// </summary>
    public required IReadOnlyDictionary<string, GpuEngine> Engines { get; init; }

    /// <summary>
    /// How busy the process has kept the GPU in the last second, in percent; null if the driver does not report it, or if the process did
    /// nothing. Linux: NVIDIA's driver, which does not report <see cref="Engines"/>.
    /// </summary>
    public double? UtilizationPercent { get; init; }

    /// <summary>The counts of each of its clients, so that one that is closed does not spoil the others; null in a fake.</summary>
    internal IReadOnlyList<GpuClient>? Clients { get; init; }
}
