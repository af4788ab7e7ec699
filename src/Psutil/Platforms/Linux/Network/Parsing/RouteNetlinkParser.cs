using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.NetworkInformation;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The messages of rtnetlink: interfaces and their addresses.</summary>
internal static class RouteNetlinkParser
{
    /// <summary>An interface: <c>RTM_NEWLINK</c>.</summary>
    public static bool TryParseLink(
        ReadOnlySpan<byte> message,
        [NotNullWhen(true)] out NetworkLink? link,
        [NotNullWhen(false)] out string? malformed
    )
    {
        link = null;
        if (!MemoryMarshal.TryRead(message, out RouteLinkMessage fields))
        {
            malformed = "ifinfomsg";
            return false;
        }

        ReadOnlySpan<byte> name = default;
        ReadOnlySpan<byte> address = default;
        ReadOnlySpan<byte> broadcast = default;
        int? mtu = null;
        NetlinkAttributeCursor attributes = new(message[Unsafe.SizeOf<RouteLinkMessage>()..]);
        while (attributes.MoveNext())
        {
            switch (attributes.Type)
            {
                case RouteLinkMessage.NameAttribute:
                    name = ToText(attributes.Value);
                    break;
                case RouteLinkMessage.AddressAttribute:
                    address = attributes.Value;
                    break;
                case RouteLinkMessage.BroadcastAttribute:
                    broadcast = attributes.Value;
                    break;
                case RouteLinkMessage.MtuAttribute when attributes.TryGetUInt32(out uint value) && value <= int.MaxValue:
                    mtu = (int)value;
                    break;
            }
        }

        if (name.IsEmpty || attributes.IsMalformed)
        {
            malformed = attributes.IsMalformed ? "ifinfomsg's attributes" : "IFLA_IFNAME";
            return false;
        }

        link = new NetworkLink
        {
            Index = fields.Index,
            Name = OSText.GetString(name),
            Flags = fields.Flags,
            Mtu = mtu,
            Address = address.IsEmpty ? null : new PhysicalAddress(address.ToArray()),
            Broadcast = broadcast.IsEmpty ? null : new PhysicalAddress(broadcast.ToArray()),
        };
        malformed = null;
        return true;
    }

    /// <summary>The index of the interface in a message about an address, which is needed to parse the rest.</summary>
    public static bool TryParseAddressIndex(ReadOnlySpan<byte> message, out int index)
    {
        bool isWhole = MemoryMarshal.TryRead(message, out RouteAddressMessage fields);
        index = (int)fields.Index;
        return isWhole;
    }

    /// <summary>An address of an interface: <c>RTM_NEWADDR</c>.</summary>
    /// <param name="message">What follows the netlink header.</param>
    /// <param name="interfaceFlags">The interface's flags, which decide whether it has a broadcast address or a peer.</param>
    /// <param name="address">The address; null if it is of another family than IP.</param>
    /// <param name="label">The label of the address (<c>eth0:1</c>); empty if it is the interface's name.</param>
    /// <param name="malformed">The field that could not be read.</param>
    public static bool TryParseAddress(
        ReadOnlySpan<byte> message,
        uint interfaceFlags,
        out InterfaceAddress? address,
        out ReadOnlySpan<byte> label,
        [NotNullWhen(false)] out string? malformed
    )
    {
        address = null;
        label = default;
        malformed = null;
        if (!MemoryMarshal.TryRead(message, out RouteAddressMessage fields))
        {
            malformed = "ifaddrmsg";
            return false;
        }

        int size = fields.Family switch
        {
            AddressFamilyNumber.InterNetwork => InterfaceAddressFactory.IPv4Size,
            AddressFamilyNumber.InterNetworkV6 => InterfaceAddressFactory.IPv6Size,
            _ => 0,
        };
        if (size == 0)
        {
            return true;
        }

        ReadOnlySpan<byte> local = default;
        ReadOnlySpan<byte> other = default;
        ReadOnlySpan<byte> broadcast = default;
        NetlinkAttributeCursor attributes = new(message[Unsafe.SizeOf<RouteAddressMessage>()..]);
        while (attributes.MoveNext())
        {
            switch (attributes.Type)
            {
                case RouteAddressMessage.LocalAttribute:
                    local = attributes.Value;
                    break;
                case RouteAddressMessage.AddressAttribute:
                    other = attributes.Value;
                    break;
                case RouteAddressMessage.BroadcastAttribute:
                    broadcast = attributes.Value;
                    break;
                case RouteAddressMessage.LabelAttribute:
                    label = ToText(attributes.Value);
                    break;
            }
        }

        // IFA_ADDRESS is the peer if there is one, and otherwise the address itself. IFA_LOCAL has the address too, but for IPv6 only if
        // there is a peer.
        if (local.IsEmpty)
        {
            local = other;
        }

        if (
            attributes.IsMalformed
            || local.Length != size
            || other.Length is not 0 && other.Length != size
            || fields.PrefixLength > size * 8
        )
        {
            malformed = "ifaddrmsg's attributes";
            return false;
        }

        bool hasPeer = (interfaceFlags & InterfaceFlags.PointToPoint) != 0 && !other.IsEmpty && !other.SequenceEqual(local);

        // A network of a single host (/32) has no broadcast address, although DHCP clients set one.
        bool hasBroadcast = (interfaceFlags & InterfaceFlags.Broadcast) != 0 && broadcast.Length == size && fields.PrefixLength < size * 8;
        bool isIPv4 = size == InterfaceAddressFactory.IPv4Size;
        InterfaceAddress plain = isIPv4
            ? InterfaceAddressFactory.OfIPv4(local, fields.PrefixLength)
            : InterfaceAddressFactory.OfIPv6(local, fields.PrefixLength, fields.Index);
        IPAddress? peer =
            !hasPeer ? null
            : isIPv4 ? new IPAddress(other)
            : InterfaceAddressFactory.ToIPv6(other, fields.Index);
        address = plain with { Broadcast = hasBroadcast ? new IPAddress(broadcast) : null, PointToPointPeer = peer };
        return true;
    }

    private static ReadOnlySpan<byte> ToText(ReadOnlySpan<byte> value)
    {
        int end = value.IndexOf((byte)0);
        return end < 0 ? value : value[..end];
    }
}
