namespace Psutil.Platforms.Linux.Parsing;

/// <summary>Whether a domain of Xen is the one that owns the machine (dom0).</summary>
internal static class XenFeatures
{
    // XENFEAT_dom0 of xen/include/public/features.h.
    private const int ControlDomainBit = 11;

    /// <summary>From the hexadecimal number in <c>/sys/hypervisor/properties/features</c>; null if it is none.</summary>
    public static bool? HasControlBit(ReadOnlySpan<byte> text) =>
        Ascii.TryParseHex(Ascii.Trim(text), out ulong features) ? (features & (1UL << ControlDomainBit)) != 0 : null;

    /// <summary>From the words in <c>/proc/xen/capabilities</c>, which are separated by commas.</summary>
    public static bool HasControlWord(ReadOnlySpan<byte> text)
    {
        foreach (Range range in text.Split((byte)','))
        {
            if (Ascii.Trim(text[range]).SequenceEqual("control_d"u8))
            {
                return true;
            }
        }

        return false;
    }
}
