namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// <c>current_link_speed</c> of a PCI device: <c>16.0 GT/s PCIe</c>, <c>2.5 GT/s</c> on older kernels, <c>Unknown</c>
/// (drivers/pci/probe.c, pci_speed_string).
/// </summary>
internal static class PciLinkSpeed
{
    // Far above that of any PCI Express.
    private const double Most = 1000;

    /// <summary>Billions of transfers per second for each lane; null if unknown.</summary>
    public static double? Parse(ReadOnlySpan<byte> text)
    {
        FieldCursor fields = new(text);
        return
            fields.TryNext(out double speed)
            && fields.TryNext(out ReadOnlySpan<byte> unit)
            && unit.SequenceEqual("GT/s"u8)
            && speed is > 0 and < Most
            ? speed
            : null;
    }
}
