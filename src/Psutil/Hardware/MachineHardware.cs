namespace Psutil;

/// <summary>
/// The names of the machine, its board and its firmware. Serial numbers and UUIDs, which identify one machine, are not among them.
/// </summary>
/// <remarks>
/// Linux: <c>/sys/class/dmi/id</c>, else <c>/proc/device-tree</c>. Windows: <c>HARDWARE\DESCRIPTION\System\BIOS</c> in the registry. macOS:
/// <c>hw.model</c>. FreeBSD: <c>smbios</c> variables of the kernel environment. OpenBSD: <c>hw.vendor</c>, <c>hw.product</c> and
/// <c>hw.version</c>. NetBSD: <c>machdep.dmi</c>. A value is null if it is not reported, or is only a placeholder that the maker did not
/// fill in. Two of these are equal only if they are the same object.
/// </remarks>
public sealed class MachineHardware
{
    /// <summary>The maker of the machine, such as <c>LENOVO</c>; null if unknown.</summary>
    public string? Vendor { get; init; }

    /// <summary>The product, such as <c>PowerEdge R740</c> or <c>Raspberry Pi 4 Model B Rev 1.4</c>; null if unknown.</summary>
    public string? Product { get; init; }

    /// <summary>The version of the product; null if unknown. Lenovo has the name that it sells the machine by here.</summary>
    public string? Version { get; init; }

    /// <summary>The product family; null if unknown. Linux, Windows, FreeBSD.</summary>
    public string? Family { get; init; }

    /// <summary>The maker of the main board; null if unknown.</summary>
    public string? BoardVendor { get; init; }

    /// <summary>The name of the main board; null if unknown.</summary>
    public string? BoardName { get; init; }

    /// <summary>The version of the main board; null if unknown.</summary>
    public string? BoardVersion { get; init; }

    /// <summary>The maker of the firmware (BIOS, UEFI); null if unknown.</summary>
    public string? FirmwareVendor { get; init; }

    /// <summary>The version of the firmware; null if unknown.</summary>
    public string? FirmwareVersion { get; init; }

    /// <summary>When the firmware was released; null if unknown.</summary>
    public DateOnly? FirmwareDate { get; init; }

    /// <summary>The form of the machine.</summary>
    public required ChassisKind Chassis { get; init; }

    /// <summary>
    /// The names in the device tree by which drivers know the board, from the most exact one on
    /// (<c>raspberrypi,4-model-b</c>, <c>brcm,bcm2711</c>); null for a machine without a device tree. Linux.
    /// </summary>
    public IReadOnlyList<string>? DeviceTreeNames { get; init; }
}
