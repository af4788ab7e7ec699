namespace Psutil.Platforms.Linux;

/// <summary>Reads one GPU in sysfs.</summary>
/// <param name="sys">The root of sysfs.</param>
/// <param name="device">Where the GPU is.</param>
/// <param name="nameOf">The name of a model by the PCI numbers of its vendor and its own.</param>
internal sealed class LinuxGpuReader(FileTree sys, LinuxGpuDevice device, Func<int, int, string?> nameOf)
{
    public GpuDraft Read()
    {
        GpuDraft draft = new();
        LinuxGpuFiles files = new(sys, draft.Reasons);
        string folder = device.Folder;
        draft.IsSuspended = ReadIsSuspended(sys, device);
        draft.Driver = ReadDriver(sys, device);
        draft.DriverVersion ??= ReadDriverVersion(draft.Driver);
        draft.Reasons.Note(UnavailableReason.Absent, GpuValue.Driver, GpuValue.DriverVersion);
        if (device.IsPci)
        {
            draft.PciAddress = device.Id;
            draft.VendorId = files.ReadPciNumber(GpuValue.VendorId, $"{folder}/vendor");
            draft.DeviceId = files.ReadPciNumber(GpuValue.DeviceId, $"{folder}/device");
            draft.Vendor = GpuVendors.Of(draft.VendorId);
        }
        else
        {
            draft.Reasons.Note(
                UnavailableReason.Absent,
                GpuValue.PciAddress,
                GpuValue.Vendor,
                GpuValue.VendorId,
                GpuValue.DeviceId,
                GpuValue.PciLink
            );
        }

        if (draft.IsSuspended == true)
        {
            // Many drivers wake the GPU for the answer.
            draft.Reasons.Note(UnavailableReason.Absent, LostInSleep);
        }
        else
        {
            new LinuxGpuValues(sys, device, draft).Read();
        }

        draft.Name ??= draft is { VendorId: { } vendor, DeviceId: { } model } ? nameOf(vendor, model) : null;
        return draft;
    }

    /// <summary>Whether the GPU sleeps; null if unknown. Asking does not wake it.</summary>
    public static bool? ReadIsSuspended(FileTree sys, LinuxGpuDevice device) =>
        sys.TryReadText($"{device.Folder}/power/runtime_status") switch
        {
            "suspended" or "suspending" => true,
            "active" or "resuming" => false,
            _ => null,
        };

    /// <summary>The driver; null if none has the GPU.</summary>
    public static string? ReadDriver(FileTree sys, LinuxGpuDevice device) => LinuxGpuDevices.ReadLinkName(sys, $"{device.Folder}/driver");

    // All that is not about the model and its driver.
    private static GpuValue[] LostInSleep { get; } =
    [.. Enum.GetValues<GpuValue>().Where(value => value > GpuValue.IsSuspended && value != GpuValue.Partitions)];

    // Modules of the kernel's own tree have none.
    private string? ReadDriverVersion(string? driver) =>
        driver is null ? null
        : sys.TryReadText($"module/{driver.Replace('-', '_')}/version") is { Length: > 0 } version ? version
        : null;
}
