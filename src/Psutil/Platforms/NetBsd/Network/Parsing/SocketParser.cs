using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.Bsd.Parsing;
using Psutil.Platforms.NetBsd.Interop;

namespace Psutil.Platforms.NetBsd.Parsing;

/// <summary>A socket in the kernel's lists (<c>struct kinfo_pcb</c>).</summary>
internal static unsafe class SocketParser
{
    /// <summary>The socket; null if its family is not supported.</summary>
    public static NetworkConnection? Parse(in KinfoPcb socket)
    {
        ReadOnlySpan<byte> local = MemoryMarshal.CreateReadOnlySpan(in socket.ki_s[0], KinfoPcb.AddressSize);
        ReadOnlySpan<byte> remote = MemoryMarshal.CreateReadOnlySpan(in socket.ki_d[0], KinfoPcb.AddressSize);
        SocketType type = (int)socket.ki_type switch
        {
            SocketNumbers.SOCK_STREAM => SocketType.Stream,
            SocketNumbers.SOCK_DGRAM => SocketType.Dgram,
            SocketNumbers.SOCK_SEQPACKET => SocketType.Seqpacket,
            _ => SocketType.Unknown,
        };
        return (int)socket.ki_family switch
        {
            SocketNumbers.AF_INET or MachineNumbers.AF_INET6 => ParseInternet(
                local,
                remote,
                type,
                socket.ki_family == MachineNumbers.AF_INET6,
                socket.ki_tstate
            ),
            SocketNumbers.AF_UNIX => new NetworkConnection
            {
                Family = AddressFamily.Unix,
                Type = type,
                LocalPath = SocketAddressParser.ParsePath(local),
                RemotePath = SocketAddressParser.ParsePath(remote),
            },
            _ => null,
        };
    }

    private static NetworkConnection ParseInternet(
        ReadOnlySpan<byte> local,
        ReadOnlySpan<byte> remote,
        SocketType type,
        bool isIPv6,
        int state
    ) =>
        new()
        {
            Family = isIPv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork,
            Type = type,
            LocalEndPoint = ToEndPoint(local, isIPv6),
            RemoteEndPoint = ToEndPoint(remote, isIPv6),
            State = type == SocketType.Stream ? TcpStates.Of(state) : null,
        };

    private static IPEndPoint? ToEndPoint(ReadOnlySpan<byte> address, bool isIPv6) =>
        SocketAddressParser.Parse(address, isIPv6) is { Port: > 0 } end ? end : null;
}
