namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The structure of the BIOS (type 0) in <c>/sys/firmware/dmi/entries/0-0/raw</c>, which root alone may read.</summary>
internal static class SmbiosBiosInformation
{
    // DSP0134, 7.1.2.2: the second byte of the characteristics' extension.
    private const int LengthOffset = 1;
    private const int ExtensionOffset = 0x13;
    private const int VirtualMachineBit = 1 << 4;

    /// <summary>Whether the firmware says that the machine is virtual; null if it is too old to say so.</summary>
    public static bool? IsVirtual(ReadOnlySpan<byte> structure) =>
        structure.Length > ExtensionOffset && structure[LengthOffset] > ExtensionOffset
            ? (structure[ExtensionOffset] & VirtualMachineBit) != 0
            : null;
}
