using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.Bsd.Parsing;
using Psutil.Platforms.MacOS.Interop;
using SocketInformation = Psutil.Platforms.MacOS.Interop.SocketInformation;

namespace Psutil.Platforms.MacOS.Parsing;

/// <summary>A socket of a process's descriptor (<c>struct socket_info</c>).</summary>
internal static unsafe class SocketParser
{
    private const int IPv4Start = 12;

    /// <summary>The socket; null if its family is not supported.</summary>
    public static NetworkConnection? Parse(in SocketInformation socket)
    {
        SocketType type = socket.soi_type switch
        {
            SocketNumbers.SOCK_STREAM => SocketType.Stream,
            SocketNumbers.SOCK_DGRAM => SocketType.Dgram,
            SocketNumbers.SOCK_SEQPACKET => SocketType.Seqpacket,
            _ => SocketType.Unknown,
        };
        ReadOnlySpan<byte> protocol = MemoryMarshal.CreateReadOnlySpan(in socket.soi_proto[0], SocketInformation.ProtocolSize);
        return (socket.soi_kind, socket.soi_family) switch
        {
            (ProcessNumbers.SOCKINFO_TCP, SocketNumbers.AF_INET or MachineNumbers.AF_INET6) => ParseTcp(
                protocol,
                type,
                socket.soi_family == MachineNumbers.AF_INET6
            ),
            (ProcessNumbers.SOCKINFO_IN, SocketNumbers.AF_INET or MachineNumbers.AF_INET6) when type == SocketType.Dgram => ParseInternet(
                MemoryMarshal.AsRef<InternetSocket>(protocol),
                type,
                socket.soi_family == MachineNumbers.AF_INET6
            ),
            (ProcessNumbers.SOCKINFO_UN, SocketNumbers.AF_UNIX) => ParseUnix(protocol, type),
            _ => null,
        };
    }

    private static NetworkConnection ParseTcp(ReadOnlySpan<byte> protocol, SocketType type, bool isIPv6)
    {
        ref readonly TcpSocket tcp = ref MemoryMarshal.AsRef<TcpSocket>(protocol);
        return ParseInternet(tcp.tcpsi_ini, type, isIPv6) with { State = TcpStates.Of(tcp.tcpsi_state) };
    }

    private static NetworkConnection ParseInternet(in InternetSocket socket, SocketType type, bool isIPv6) =>
        new()
        {
            Family = isIPv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork,
            Type = type,
            LocalEndPoint = ToEndPoint(
                MemoryMarshal.CreateReadOnlySpan(in socket.insi_laddr[0], InternetSocket.AddressSize),
                socket.insi_lport,
                isIPv6
            ),
            RemoteEndPoint = ToEndPoint(
                MemoryMarshal.CreateReadOnlySpan(in socket.insi_faddr[0], InternetSocket.AddressSize),
                socket.insi_fport,
                isIPv6
            ),
        };

    private static NetworkConnection ParseUnix(ReadOnlySpan<byte> protocol, SocketType type)
    {
        ref readonly UnixSocket unix = ref MemoryMarshal.AsRef<UnixSocket>(protocol);
        return new NetworkConnection
        {
            Family = AddressFamily.Unix,
            Type = type,
            LocalPath = SocketAddressParser.ParsePath(MemoryMarshal.CreateReadOnlySpan(in unix.unsi_addr[0], UnixSocket.AddressSize)),
            RemotePath = SocketAddressParser.ParsePath(MemoryMarshal.CreateReadOnlySpan(in unix.unsi_caddr[0], UnixSocket.AddressSize)),
        };
    }

    private static IPEndPoint? ToEndPoint(ReadOnlySpan<byte> address, int networkPort, bool isIPv6)
    {
        int port = BinaryPrimitives.ReverseEndianness((ushort)networkPort);
        return port == 0
            ? null
            : new IPEndPoint(isIPv6 ? SocketAddressParser.ToIPv6(address, 0) : new IPAddress(address[IPv4Start..]), port);
    }
}
