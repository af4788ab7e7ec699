using System.Collections.Concurrent;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>GPUs by sysfs, and their processes by the DRM keys of <c>fdinfo</c>.</summary>
internal sealed class LinuxGpus(Machine machine, LinuxRoots roots, LinuxProcesses processes) : Gpus(machine)
{
    // A driver whose GPU hangs can keep a reader of its files waiting. One that wakes a GPU for the answer takes up to a second.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    private static readonly DeadlineCalls<(LinuxGpus Gpus, LinuxGpuDevice Device), Gpu> Reads = new(
        static question => question.Gpus.Read(question.Device),
        "psutil gpu",
        TimeSpan.FromSeconds(5)
    );

    // One and a half megabytes in 2026.
    private const int LongestPciIds = 16 * 1024 * 1024;

    private static readonly string[] PciIdsFiles = ["usr/share/misc/pci.ids", "usr/share/hwdata/pci.ids"];

    private readonly ConcurrentDictionary<(int Vendor, int Device), string?> _names = new();
    private readonly LinuxGpuDevices _devices = new(roots.Sys);

    public override IReadOnlyList<Gpu> GetGpus()
    {
        List<Gpu> gpus = [];
        foreach (LinuxGpuDevice device in _devices.Find())
        {
            gpus.Add(Reads.TryCall((this, device), Deadline, out Gpu? gpu) ? gpu : Silent(device));
        }

        return gpus;
    }

    public override GpuProcessList GetProcesses() => new LinuxGpuProcesses(roots, processes, _devices).Find();

    private static Gpu Silent(LinuxGpuDevice device) =>
        new() { Id = device.Id, Unavailable = GpuReasons.ForAll(new Unavailability { Reason = UnavailableReason.TimedOut }) };

    private Gpu Read(LinuxGpuDevice device) => new LinuxGpuReader(roots.Sys, device, FindName).Read();

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
