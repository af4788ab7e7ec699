using System.Runtime.Versioning;

namespace Psutil;

/// <summary>The machine's GPUs, and the processes that use them.</summary>
public abstract class Gpus
{
    private readonly Machine _machine;

    /// <summary>Creates the facet.</summary>
    /// <param name="machine">The machine that it belongs to, whose clock it goes by. It is not used before it is needed.</param>
    protected Gpus(Machine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        _machine = machine;
    }

    /// <summary>The GPUs, by their addresses; empty if the machine has none.</summary>
    /// <remarks>
    /// Linux: the cards of <c>/sys/class/drm</c> and the display controllers of <c>/sys/bus/pci</c>, with what their drivers report in
    /// sysfs and hwmon, and NVIDIA's management library (NVML) if a GPU has NVIDIA's driver. A GPU that sleeps is not woken: its values
    /// are missing, and <see cref="Gpu.IsSuspended"/> is true. A driver that does not answer costs at most 2 s for each GPU, NVML 5 s,
    /// and the values of that GPU. Windows: the adapters of the graphics kernel (<c>D3DKMTEnumAdapters2</c>) that are not software, and
    /// NVML; their statistics need no rights. Asking can wake a GPU that sleeps. macOS: the <c>IOAccelerator</c>s of IOKit's registry.
    /// </remarks>
    /// <exception cref="PsutilNotSupportedException">Reading GPUs is not supported on this operating system: all but Linux,
    /// Windows and macOS.</exception>
    /// <exception cref="PsutilTimeoutException">Windows, macOS: the graphics kernel or IOKit did not answer within 2 s.</exception>
    /// <exception cref="PsutilException">The GPUs could not be listed.</exception>
    [SupportedOSPlatform("linux")]
    [SupportedOSPlatform("windows")]
    [SupportedOSPlatform("macos")]
    public abstract IReadOnlyList<Gpu> GetGpus();

    /// <summary>The processes that use a GPU, with their memory on it and the work of its engines for them.</summary>
    /// <remarks>
    /// Linux: the DRM keys of <c>/proc/PID/fdinfo</c> (Documentation/gpu/drm-usage-stats.rst), of the descriptors that lead to
    /// <c>/dev/dri</c>. A client that is open by several descriptors counts once; if several processes hold it, because one has forked, it
    /// counts for the one that started first. With NVIDIA's driver: NVML. Only root can read the descriptors of other users' processes.
    /// Windows: the statistics that the graphics kernel keeps for each process, which need the right to query the process; a GPU in
    /// NVIDIA's TCC mode has none. macOS: the clients of the accelerators, whose time is that of the whole GPU.
    /// </remarks>
    /// <exception cref="PsutilNotSupportedException">Reading GPUs is not supported on this operating system: all but Linux,
    /// Windows and macOS.</exception>
    /// <exception cref="PsutilException">The processes could not be listed.</exception>
    [SupportedOSPlatform("linux")]
    [SupportedOSPlatform("windows")]
    [SupportedOSPlatform("macos")]
    public abstract GpuProcessList GetProcesses();

    /// <summary>
    /// Creates a meter that measures the use of the GPUs, and each process's share of it, between two of its readings. It takes its first
    /// sample at once.
    /// </summary>
    /// <exception cref="PsutilNotSupportedException">Reading GPUs is not supported on this operating system: all but Linux,
    /// Windows and macOS.</exception>
    /// <exception cref="PsutilException">The GPUs or the processes could not be listed.</exception>
    [SupportedOSPlatform("linux")]
    [SupportedOSPlatform("windows")]
    [SupportedOSPlatform("macos")]
    public GpuMeter CreateMeter() => new(this, _machine.TimeProvider);
}
