namespace Psutil.Platforms.Nvidia;

/// <summary>A process on one GPU, as NVML lists it: by a PID of the machine's first PID namespace.</summary>
/// <param name="Pid">The PID.</param>
/// <param name="Address">The PCI address of the GPU.</param>
/// <param name="Memory">Its memory on the GPU; null if the driver does not report it.</param>
/// <param name="Use">How busy it kept the GPU in the last second; null if it was not measured.</param>
internal readonly record struct NvmlProcess(int Pid, string Address, long? Memory, double? Use)
{
    /// <summary>The same of one process.</summary>
    public ProcessGpuCounters ToCounters() =>
        new()
        {
            GpuId = Address,
            Memory = Memory,
            UtilizationPercent = Use,
            Engines = new Dictionary<string, GpuEngine>(),
        };
}
