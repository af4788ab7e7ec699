using System.Net.NetworkInformation;

namespace Psutil.Platforms.Bsd.Parsing;

/// <summary>
/// An interface's name and hardware address in a <c>struct sockaddr_dl</c> (net/if_dl.h). All of these systems have the lengths at the same
/// offsets. The declared data is too short for long names, so only the lengths are used.
/// </summary>
internal static class LinkNameParser
{
    private const int NameLengthOffset = 5;
    private const int AddressLengthOffset = 6;
    private const int DataOffset = 8;

    /// <summary>The name; false if there are too few bytes.</summary>
    public static bool TryParseName(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> name)
    {
        int length = bytes.Length > DataOffset ? bytes[NameLengthOffset] : 0;
        bool isWhole = length > 0 && DataOffset + length <= bytes.Length;
        name = isWhole ? bytes.Slice(DataOffset, length) : default;
        return isWhole;
    }

    /// <summary>The hardware address; null if it has none.</summary>
    public static PhysicalAddress? ParseAddress(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= DataOffset)
        {
            return null;
        }

        int start = DataOffset + bytes[NameLengthOffset];
        int length = bytes[AddressLengthOffset];
        return length > 0 && start + length <= bytes.Length && bytes.Slice(start, length).ContainsAnyExcept((byte)0)
            ? new PhysicalAddress(bytes.Slice(start, length).ToArray())
            : null;
    }
}
