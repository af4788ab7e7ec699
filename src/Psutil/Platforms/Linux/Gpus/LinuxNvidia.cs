using Psutil.Platforms.Nvidia;

namespace Psutil.Platforms.Linux;

/// <summary>
/// NVIDIA's library, which is asked only if a GPU has NVIDIA's driver and does not sleep: to ask it wakes all of its GPUs, and loads a
/// library that other machines need not have.
/// </summary>
/// <param name="roots">The machine.</param>
/// <param name="nvml">The library; null if the machine's files are not those of this system.</param>
internal sealed class LinuxNvidia(LinuxRoots roots, Nvml? nvml)
{
    /// <summary>The name of NVIDIA's own driver.</summary>
    public const string Driver = "nvidia";

    // The driver that gives the GPUs of Windows to WSL.
    private const string WslDevice = "dxg";

    /// <summary>The GPUs of the machine.</summary>
    public LinuxGpuDevices Devices { get; } = new(roots.Sys);

    /// <summary>The answer to a question; null if there is no such GPU, or all of them sleep.</summary>
    public NvmlAnswer? Ask(NvmlQuestion question, IReadOnlyList<LinuxGpuDevice> devices)
    {
        if (nvml is null)
        {
            return null;
        }

        LinuxGpuDevice[] own = [.. devices.Where(IsOfNvidia)];
        bool mayAsk = own.Length > 0 ? own.Any(device => !IsSuspended(device)) : roots.Dev.Exists(WslDevice);
        return mayAsk ? nvml.Ask(question, devices.Where(IsSuspended).Select(device => device.Id)) : null;
    }

    /// <summary>What each process uses, as the library lists it, and why the processes of a GPU are missing.</summary>
    public (IReadOnlyList<NvmlProcess> Processes, IReadOnlyDictionary<string, Unavailability> Unavailable) ListProcesses()
    {
        IReadOnlyList<LinuxGpuDevice> devices = nvml is null ? [] : Devices.Find();
        NvmlAnswer? answer = Ask(NvmlQuestion.Processes, devices);
        Dictionary<string, Unavailability> unavailable = new(StringComparer.Ordinal);
        foreach (LinuxGpuDevice device in answer is null ? [] : devices.Where(IsOfNvidia))
        {
            if (answer!.ReasonForProcesses(device.Id) is { } reason)
            {
                unavailable[device.Id] = reason;
            }
        }

        return (answer?.Processes ?? [], unavailable);
    }

    private bool IsSuspended(LinuxGpuDevice device) => LinuxGpuReader.ReadIsSuspended(roots.Sys, device) == true;

    private bool IsOfNvidia(LinuxGpuDevice device) => LinuxGpuReader.ReadDriver(roots.Sys, device) == Driver;
}
