using Psutil.Platforms.Firmware.Parsing;

namespace Psutil.Platforms.Firmware;

/// <summary>The strings of SMBIOS (types 0 to 3) as the operating system reports them, placeholders included.</summary>
internal sealed record SmbiosStrings
{
    public string? Vendor { get; init; }

    public string? Product { get; init; }

    public string? Version { get; init; }

    public string? Family { get; init; }

    public string? BoardVendor { get; init; }

    public string? BoardName { get; init; }

    public string? BoardVersion { get; init; }

    public string? FirmwareVendor { get; init; }

    public string? FirmwareVersion { get; init; }

    public string? FirmwareDate { get; init; }

    /// <summary>The number of the chassis type, without the bit for a lock.</summary>
    public int? ChassisType { get; init; }

    public bool IsEmpty => this == new SmbiosStrings();

    /// <summary>The hardware with these names.</summary>
    /// <param name="deviceTreeNames">Those of a machine that has a device tree, too.</param>
    public MachineHardware ToHardware(IReadOnlyList<string>? deviceTreeNames = null) =>
        new()
        {
            Vendor = SmbiosText.Clean(Vendor),
            Product = SmbiosText.Clean(Product),
            Version = SmbiosText.Clean(Version),
            Family = SmbiosText.Clean(Family),
            BoardVendor = SmbiosText.Clean(BoardVendor),
            BoardName = SmbiosText.Clean(BoardName),
            BoardVersion = SmbiosText.Clean(BoardVersion),
            FirmwareVendor = SmbiosText.Clean(FirmwareVendor),
            FirmwareVersion = SmbiosText.Clean(FirmwareVersion),
            FirmwareDate = SmbiosText.ParseDate(FirmwareDate),
            Chassis = SmbiosText.KindOf(ChassisType),
            DeviceTreeNames = deviceTreeNames,
        };
}
