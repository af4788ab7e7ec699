using Psutil.Platforms.Firmware;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>The names of the hardware: <c>/sys/class/dmi/id</c>, the device tree, and <c>/proc/sysinfo</c> of IBM Z.</summary>
internal static class LinuxHardware
{
    /// <summary>The device tree in sysfs; the link to it in <c>/proc</c> leads out of another machine's root.</summary>
    public const string DeviceTreeFolder = "firmware/devicetree/base";

    private const string DmiFolder = "class/dmi/id";
    private const int LongestText = 4096;
    private const int ChassisTypeMask = 0x7F;

    public static MachineHardware Read(LinuxRoots roots)
    {
        SmbiosStrings strings = ReadDmi(roots.Sys);
        IReadOnlyList<string>? names = ReadDeviceTree(roots, "compatible");
        if (strings.Product is null && ReadDeviceTree(roots, "model") is [var model, ..])
        {
            strings = strings with { Product = model };
        }

        if (strings.IsEmpty && ReadSysinfo(roots) is { } mainframe)
        {
            strings = new SmbiosStrings
            {
                Vendor = mainframe.Manufacturer,
                Product = mainframe.Type,
                Version = mainframe.Model,
            };
        }

        return strings.ToHardware(names);
    }

    public static SmbiosStrings ReadDmi(FileTree sys) =>
        new()
        {
            Vendor = ReadName(sys, "sys_vendor"),
            Product = ReadName(sys, "product_name"),
            Version = ReadName(sys, "product_version"),
            Family = ReadName(sys, "product_family"),
            BoardVendor = ReadName(sys, "board_vendor"),
            BoardName = ReadName(sys, "board_name"),
            BoardVersion = ReadName(sys, "board_version"),
            FirmwareVendor = ReadName(sys, "bios_vendor"),
            FirmwareVersion = ReadName(sys, "bios_version"),
            FirmwareDate = ReadName(sys, "bios_date"),
            ChassisType = sys.ReadInt64($"{DmiFolder}/chassis_type") is >= 0 and <= byte.MaxValue and { } type
                ? (int)type & ChassisTypeMask
                : null,
        };

    /// <summary>The strings of a property of the device tree's root; null if there is none.</summary>
    public static IReadOnlyList<string>? ReadDeviceTree(LinuxRoots roots, string property) =>
        (roots.Sys.ReadBytes($"{DeviceTreeFolder}/{property}", LongestText) ?? roots.Proc.ReadBytes($"device-tree/{property}", LongestText))
            is { } bytes
        && DeviceTreeStrings.Parse(bytes) is { Count: > 0 } texts
            ? texts
            : null;

    /// <summary>Null on another machine than one of IBM Z.</summary>
    public static ProcSysinfo? ReadSysinfo(LinuxRoots roots) =>
        roots.Proc.ReadBytes("sysinfo", LongestText * 16) is { } text ? ProcSysinfo.Parse(text) : null;

    private static string? ReadName(FileTree sys, string file) => sys.ReadText($"{DmiFolder}/{file}") is { Length: > 0 } text ? text : null;
}
