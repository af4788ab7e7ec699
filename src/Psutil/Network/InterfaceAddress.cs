using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Psutil;

/// <summary>One address of a network interface: an IP address or, for <see cref="AddressFamily.Packet"/>, a hardware address.</summary>
public sealed record InterfaceAddress
{
    /// <summary>
    /// <see cref="AddressFamily.InterNetwork"/>, <see cref="AddressFamily.InterNetworkV6"/>, or <see cref="AddressFamily.Packet"/> for a
    /// hardware address (psutil's AF_LINK).
    /// </summary>
    public required AddressFamily Family { get; init; }

    /// <summary>The IP address, with its scope if it is link-local; null for a hardware address.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The network mask; null for a hardware address or if unknown.</summary>
    public IPAddress? Netmask { get; init; }

    /// <summary>The broadcast address; null if the network has none.</summary>
    public IPAddress? Broadcast { get; init; }

    /// <summary>The other end of a point-to-point link; null otherwise.</summary>
    public IPAddress? PointToPointPeer { get; init; }

    /// <summary>The hardware address; null for an IP address.</summary>
    public PhysicalAddress? HardwareAddress { get; init; }

    /// <summary>The hardware broadcast address; null if the network has none.</summary>
    public PhysicalAddress? HardwareBroadcast { get; init; }

    /// <summary>The number of leading bits of the address that identify the network; null if there is no mask.</summary>
    public int? PrefixLength
    {
        get
        {
            if (Netmask is null)
            {
                return null;
            }

            int bits = 0;
            foreach (byte part in Netmask.GetAddressBytes())
            {
                bits += int.PopCount(part);
            }

            return bits;
        }
    }
}
