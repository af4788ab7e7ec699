using Psutil.Platforms.Firmware;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>The names of the hardware that Windows copies from SMBIOS into the registry when it starts.</summary>
internal static class WindowsHardware
{
    private const string FirmwareKey = @"HARDWARE\DESCRIPTION\System\BIOS";

    public static SmbiosStrings Read() =>
        new()
        {
            Vendor = Find("SystemManufacturer"),
            Product = Find("SystemProductName"),
            Version = Find("SystemVersion"),
            Family = Find("SystemFamily"),
            BoardVendor = Find("BaseBoardManufacturer"),
            BoardName = Find("BaseBoardProduct"),
            BoardVersion = Find("BaseBoardVersion"),
            FirmwareVendor = Find("BIOSVendor"),
            FirmwareVersion = Find("BIOSVersion"),
            FirmwareDate = Find("BIOSReleaseDate"),
        };

    /// <summary>Whether Windows is virtual. What container a process of Windows is in is not reported.</summary>
    public static MachineVirtualization ReadVirtualization() =>
        new()
        {
            VirtualMachine = new VirtualMachineEvidence { Cpuid = CpuidAnswer.Read(), Strings = Read() }.Decide(),
            Container = ContainerKind.Unknown,
        };

    private static string? Find(string name) => Advapi32.FindText(FirmwareKey, name);
}
