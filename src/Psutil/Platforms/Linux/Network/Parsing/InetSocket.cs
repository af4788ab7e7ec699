using System.Net;
using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>A TCP or UDP socket as the kernel reports it, by netlink or in <c>/proc/net</c>.</summary>
internal struct InetSocket
{
    private const byte LinkLocalFirst = 0xFE;
    private const byte LinkLocalSecond = 0x80;
    private const byte LinkLocalMask = 0xC0;

    public bool IsIPv6;
    public byte State;
    public ushort LocalPort;
    public ushort RemotePort;
    public uint InterfaceIndex;

    /// <summary>The bytes not read yet; for a listening TCP socket the number of connections not accepted yet.</summary>
    public uint ReceiveQueue;

    /// <summary>The bytes not acknowledged yet; for a listening TCP socket not the same in both sources.</summary>
    public uint SendQueue;
    public ulong Inode;
    public InetAddressBytes Local;
    public InetAddressBytes Remote;

    /// <summary>The local address; null if it is not bound to a port.</summary>
    public readonly IPEndPoint? LocalEndPoint => ToEndPoint(Local, LocalPort);

    /// <summary>The remote address; null if it is not connected.</summary>
    public readonly IPEndPoint? RemoteEndPoint => ToEndPoint(Remote, RemotePort);

    private readonly IPEndPoint? ToEndPoint(in InetAddressBytes address, ushort port)
    {
        if (port == 0)
        {
            return null;
        }

        ReadOnlySpan<byte> bytes = address;
        if (!IsIPv6)
        {
            return new IPEndPoint(new IPAddress(MemoryMarshal.Read<uint>(bytes)), port);
        }

        bool isLinkLocal = bytes[0] == LinkLocalFirst && (bytes[1] & LinkLocalMask) == LinkLocalSecond;
        return new IPEndPoint(new IPAddress(bytes, isLinkLocal ? InterfaceIndex : 0), port);
    }
}
