using Psutil.Platforms.Nvidia;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>GPUs by the graphics kernel and NVML, and their processes by the graphics kernel.</summary>
internal sealed class WindowsGpus(Machine machine, WindowsProcesses processes, GraphicsKernel kernel, Nvml nvml) : Gpus(machine)
{
    public override IReadOnlyList<Gpu> GetGpus()
    {
        IReadOnlyList<WindowsGpu> found = List(withValues: true);
        NvmlAnswer answer = nvml.Ask(NvmlQuestion.Gpus);
        List<Gpu> gpus = [];
        foreach (WindowsGpu gpu in found)
        {
            GpuDraft draft;
            if (answer.Gpus.TryGetValue(gpu.Adapter.Id, out GpuDraft? known))
            {
                draft = known.Copy();
            }
            else
            {
                draft = new GpuDraft();
                if (gpu.Draft.Vendor == GpuVendor.Nvidia && (answer.Failure ?? answer.HandleFailure) is { } failure)
                {
                    draft.Reasons.NoteAll(failure);
                }
            }

            draft.FillFrom(gpu.Draft);
            gpus.Add(draft.Build(gpu.Adapter.Id));
        }

        // A GPU that only computes (NVIDIA's TCC mode) is none for the graphics kernel.
        foreach ((string address, GpuDraft draft) in answer.Gpus)
        {
            if (!gpus.Exists(gpu => gpu.Id == address))
            {
                GpuDraft copy = draft.Copy();
                copy.PciAddress = address;
                gpus.Add(copy.Build(address));
            }
        }

        return gpus;
    }

    public override GpuProcessList GetProcesses()
    {
        // If the GPUs cannot be listed, that is not the fault of each process.
        _ = List(withValues: false);
        return GpuProcessList.Of(processes, processes.Capture(ProcessFields.Gpu));
    }

    private IReadOnlyList<WindowsGpu> List(bool withValues)
    {
        WindowsGpuList list = WindowsGpuCalls.List(kernel, withValues)
            ?? throw new PsutilTimeoutException("Listing GPUs timed out: the graphics kernel did not answer.", WindowsGpuCalls.Deadline);
        return list.Failure == default ? list.Gpus : throw NtStatus.ToException(list.Failure.Call, list.Failure.Code);
    }
}
