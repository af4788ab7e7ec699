using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>The network adapters: a chain of <c>IP_ADAPTER_ADDRESSES</c>, each with a chain of its addresses.</summary>
internal static class AdapterParser
{
    public static IReadOnlyList<Adapter> Parse(ReadOnlySpan<byte> answer, nuint address)
    {
        AddressedText buffer = new(answer, address);
        List<Adapter> adapters = [];

        // A chain with more entries than fit into the answer has a cycle.
        int adaptersLeft = answer.Length / Unsafe.SizeOf<AdapterAddresses>();
        int addressesLeft = answer.Length / Unsafe.SizeOf<AdapterUnicastAddress>();
        ReadOnlySpan<byte> bytes = answer;
        while (bytes.Length >= Unsafe.SizeOf<AdapterAddresses>() && adaptersLeft-- > 0)
        {
            AdapterAddresses entry = MemoryMarshal.Read<AdapterAddresses>(bytes);
            if (buffer.TerminatedOrNull(entry.FriendlyName) is { } name)
            {
                adapters.Add(
                    new Adapter(
                        name,
                        (int)entry.InterfaceIndex,
                        (int)entry.Ipv6InterfaceIndex,
                        (int)entry.InterfaceType,
                        AddressesOf(entry, buffer, ref addressesLeft)
                    )
                );
            }

            bytes = buffer.From(entry.Next);
        }

        return adapters;
    }

    private static List<InterfaceAddress> AddressesOf(in AdapterAddresses entry, AddressedText buffer, ref int addressesLeft)
    {
        List<InterfaceAddress> addresses = [];
        if (HardwareAddressOf(entry) is { } hardware)
        {
            addresses.Add(new InterfaceAddress { Family = AddressFamily.Packet, HardwareAddress = hardware });
        }

        ReadOnlySpan<byte> bytes = buffer.From(entry.FirstUnicastAddress);
        while (bytes.Length >= Unsafe.SizeOf<AdapterUnicastAddress>() && addressesLeft-- > 0)
        {
            AdapterUnicastAddress unicast = MemoryMarshal.Read<AdapterUnicastAddress>(bytes);
            ReadOnlySpan<byte> socket = buffer.From(unicast.Address.Pointer);
            if (
                unicast.Address.Length >= 0
                && AddressOf(socket[..Math.Min(socket.Length, unicast.Address.Length)], unicast.OnLinkPrefixLength) is { } address
            )
            {
                addresses.Add(address);
            }

            bytes = buffer.From(unicast.Next);
        }

        return addresses;
    }

    private static unsafe PhysicalAddress? HardwareAddressOf(AdapterAddresses entry)
    {
        int length = (int)Math.Min(entry.PhysicalAddressLength, AdapterAddresses.LongestPhysicalAddress);
        return length > 0 ? new PhysicalAddress(new ReadOnlySpan<byte>(entry.PhysicalAddress, length).ToArray()) : null;
    }

    /// <summary>An address of a <c>sockaddr</c>, with the mask of its prefix length.</summary>
    private static InterfaceAddress? AddressOf(ReadOnlySpan<byte> socket, byte prefix)
    {
        if (socket.Length < 2)
        {
            return null;
        }

        switch ((uint)BinaryPrimitives.ReadUInt16LittleEndian(socket))
        {
            case Iphlpapi.InterNetwork when socket.Length >= 8:
                uint value = BinaryPrimitives.ReadUInt32BigEndian(socket[4..]);
                uint mask = prefix is 0 or > 32 ? 0 : uint.MaxValue << (32 - prefix);
                return new InterfaceAddress
                {
                    Family = AddressFamily.InterNetwork,
                    Address = ToAddress(value),
                    Netmask = prefix > 32 ? null : ToAddress(mask),
                    Broadcast = prefix <= 30 && value >> 24 != 127 ? ToAddress(value | ~mask) : null,
                };
            case Iphlpapi.InterNetworkV6 when socket.Length >= 28:
                return new InterfaceAddress
                {
                    Family = AddressFamily.InterNetworkV6,
                    Address = ScopedAddress.Create(socket.Slice(8, 16), BinaryPrimitives.ReadUInt32LittleEndian(socket[24..])),
                    Netmask = prefix > 128 ? null : ToMask(prefix),
                };
            default:
                return null;
        }
    }

    private static IPAddress ToAddress(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return new IPAddress(bytes);
    }

    private static IPAddress ToMask(int prefix)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        for (int bit = 0; bit < prefix; bit++)
        {
            bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return new IPAddress(bytes);
    }
}
