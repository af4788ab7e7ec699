using System.Collections.Concurrent;
using Psutil.Platforms.Linux.Parsing;
using Psutil.Platforms.Nvidia;

namespace Psutil.Platforms.Linux;

/// <summary>GPUs by sysfs and NVML, and their processes by the DRM keys of <c>fdinfo</c> and NVML.</summary>
internal sealed class LinuxGpus(Machine machine, LinuxRoots roots, LinuxProcesses processes, LinuxNvidia nvidia) : Gpus(machine)
{
    // A driver whose GPU hangs can keep a reader of its files waiting. One that wakes a GPU for the answer takes up to a second.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    private static readonly DeadlineCalls<(LinuxGpus Gpus, LinuxGpuDevice Device), GpuDraft> Reads = new(
        static question => question.Gpus.Read(question.Device),
        "psutil gpu",
        TimeSpan.FromSeconds(5)
    );

    // One and a half megabytes in 2026.
    private const int LongestPciIds = 16 * 1024 * 1024;

    private static readonly string[] PciIdsFiles = ["usr/share/misc/pci.ids", "usr/share/hwdata/pci.ids"];

    private readonly ConcurrentDictionary<(int Vendor, int Device), string?> _names = new();
    private readonly LinuxGpuClients _clients = new(roots, nvidia.Devices);

    public override IReadOnlyList<Gpu> GetGpus()
    {
        IReadOnlyList<LinuxGpuDevice> devices = nvidia.Devices.Find();
        NvmlAnswer? answer = nvidia.Ask(NvmlQuestion.Gpus, devices);
        List<Gpu> gpus = [];
        foreach (LinuxGpuDevice device in devices)
        {
            GpuDraft found = Reads.TryCall((this, device), Deadline, out GpuDraft? read) ? read : Silent();

            // Others may wait for the same draft, so a copy is changed.
            GpuDraft draft = Answered(answer, device.Id, found.Driver == LinuxNvidia.Driver && found.IsSuspended != true);
            draft.FillFrom(found);
            gpus.Add(draft.Build(device.Id));
        }

        // In WSL only NVML shows the GPUs.
        foreach ((string address, GpuDraft draft) in answer?.Gpus ?? new Dictionary<string, GpuDraft>())
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
        (IReadOnlyList<NvmlProcess> others, IReadOnlyDictionary<string, Unavailability> unavailable) = nvidia.ListProcesses();
        return new LinuxGpuProcesses(roots, processes, _clients).Find(others, unavailable);
    }

    private static GpuDraft Answered(NvmlAnswer? answer, string id, bool isAsked)
    {
        if (answer?.Gpus.TryGetValue(id, out GpuDraft? known) == true)
        {
            return known.Copy();
        }

        GpuDraft draft = new();
        if (isAsked && (answer?.Failure ?? answer?.HandleFailure) is { } failure)
        {
            draft.Reasons.NoteAll(failure);
        }

        return draft;
    }

    private static GpuDraft Silent()
    {
        GpuDraft draft = new();
        draft.Reasons.NoteAll(new Unavailability { Reason = UnavailableReason.TimedOut });
        return draft;
    }

    private GpuDraft Read(LinuxGpuDevice device) => new LinuxGpuReader(roots.Sys, device, FindName).Read();

    // Models do not change their names. In a root that is not the kernel's the numbers can change at any time, so not all are kept.
    private string? FindName(int vendor, int device)
    {
        if (_names.TryGetValue((vendor, device), out string? known))
        {
            return known;
        }

        string? name = null;
        foreach (string file in PciIdsFiles)
        {
            name ??= roots.Root.ReadBytes(file, LongestPciIds) is { } text ? PciIds.FindName(text, vendor, device) : null;
        }

        if (_names.Count < LinuxGpuDevices.Most)
        {
            _names[(vendor, device)] = name;
        }

        return name;
    }
}
