using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Psutil.Platforms.Unix.Parsing;

/// <summary>Creates addresses of interfaces from the kernel's bytes.</summary>
internal static class InterfaceAddressFactory
{
    public const int IPv4Size = 4;
    public const int IPv6Size = 16;

    public static InterfaceAddress OfIPv4(ReadOnlySpan<byte> address, int prefixLength) =>
        new()
        {
            Family = AddressFamily.InterNetwork,
            Address = new IPAddress(address),
            Netmask = ToMask(prefixLength, IPv4Size),
        };

    public static InterfaceAddress OfIPv6(ReadOnlySpan<byte> address, int prefixLength, uint interfaceIndex) =>
        new()
        {
            Family = AddressFamily.InterNetworkV6,
            Address = ToIPv6(address, interfaceIndex),
            Netmask = ToMask(prefixLength, IPv6Size),
        };

    public static InterfaceAddress OfHardware(PhysicalAddress address, PhysicalAddress? broadcast) =>
        new()
        {
            Family = AddressFamily.Packet,
            HardwareAddress = address,
            HardwareBroadcast = broadcast,
        };

    /// <summary>An IPv6 address, with the interface as its scope if it is valid only on that link.</summary>
    public static IPAddress ToIPv6(ReadOnlySpan<byte> bytes, uint interfaceIndex)
    {
        IPAddress address = new(bytes);
        if (address.IsIPv6LinkLocal)
        {
            address.ScopeId = interfaceIndex;
        }

        return address;
    }

    private static IPAddress ToMask(int prefixLength, int size)
    {
        Span<byte> bytes = stackalloc byte[IPv6Size];
        UInt128 mask = prefixLength == 0 ? 0 : UInt128.MaxValue << (IPv6Size * 8 - prefixLength);
        BinaryPrimitives.WriteUInt128BigEndian(bytes, mask);
        return new IPAddress(bytes[..size]);
    }
}
