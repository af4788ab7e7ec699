using System.Buffers.Binary;
using System.Net;

namespace Psutil.Platforms.Bsd.Parsing;

/// <summary>
/// Socket addresses of the BSDs and macOS: the first byte is the length, the second the family, whose number for IPv6 differs.
/// </summary>
internal static class SocketAddressParser
{
    private const int PortOffset = 2;
    private const int IPv4Offset = 4;
    private const int IPv6Offset = 8;
    private const int ScopeOffset = 24;
    private const int PathOffset = 2;

    /// <summary>An address and its port; null if the family is another one or there are too few bytes.</summary>
    public static IPEndPoint? Parse(ReadOnlySpan<byte> bytes, bool isIPv6)
    {
        if (bytes.Length < (isIPv6 ? ScopeOffset + sizeof(uint) : IPv4Offset + InterfaceAddressFactory.IPv4Size))
        {
            return null;
        }

        int port = BinaryPrimitives.ReadUInt16BigEndian(bytes[PortOffset..]);
        return new IPEndPoint(
            isIPv6
                ? ToIPv6(bytes.Slice(IPv6Offset, InterfaceAddressFactory.IPv6Size), BitConverter.ToUInt32(bytes[ScopeOffset..]))
                : new IPAddress(bytes.Slice(IPv4Offset, InterfaceAddressFactory.IPv4Size)),
            port
        );
    }

    /// <summary>A network mask. Its trailing zeros and its family can be missing.</summary>
    public static IPAddress? ParseMask(ReadOnlySpan<byte> bytes, bool isIPv6)
    {
        int start = isIPv6 ? IPv6Offset : IPv4Offset;
        Span<byte> mask = stackalloc byte[isIPv6 ? InterfaceAddressFactory.IPv6Size : InterfaceAddressFactory.IPv4Size];
        mask.Clear();
        ReadOnlySpan<byte> given = bytes.Length > start ? bytes[start..] : [];
        given[..Math.Min(given.Length, mask.Length)].CopyTo(mask);
        return new IPAddress(mask);
    }

    /// <summary>The path of a UNIX socket; null if it has none.</summary>
    public static string? ParsePath(ReadOnlySpan<byte> bytes)
    {
        int length = bytes.IsEmpty ? 0 : Math.Min(bytes[0], bytes.Length);
        ReadOnlySpan<byte> path = length > PathOffset ? Interop.NativeText.UpToNul(bytes[PathOffset..length]) : [];
        return path.IsEmpty ? null : OSText.GetString(path);
    }

    /// <summary>
    /// An IPv6 address. Kernels with the KAME code keep a link-local address's scope in its second 16 bits, and do not always remove it.
    /// </summary>
    public static IPAddress ToIPv6(ReadOnlySpan<byte> bytes, uint scope)
    {
        Span<byte> address = stackalloc byte[InterfaceAddressFactory.IPv6Size];
        bytes[..address.Length].CopyTo(address);
        bool isLinkLocal = address[0] == 0xFE && (address[1] & 0xC0) == 0x80;
        if (isLinkLocal && (address[2] | address[3]) != 0)
        {
            scope = scope == 0 ? BinaryPrimitives.ReadUInt16BigEndian(address[2..]) : scope;
            address[2..4].Clear();
        }

        return InterfaceAddressFactory.ToIPv6(address, scope);
    }
}
