using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.Bsd.Parsing;
using Psutil.Platforms.OpenBsd.Interop;

namespace Psutil.Platforms.OpenBsd.Parsing;

/// <summary>A descriptor that is a socket (<c>struct kinfo_file</c>).</summary>
internal static unsafe class SocketParser
{
    private const int AddressWords = 4;

    /// <summary>The socket with its holder; null if it is not a socket or its family is not supported.</summary>
    public static NetworkConnection? Parse(in KinfoFile file)
    {
        if (file.f_type != ProcessNumbers.DTYPE_SOCKET)
        {
            return null;
        }

        SocketType type = (int)file.so_type switch
        {
            SocketNumbers.SOCK_STREAM => SocketType.Stream,
            SocketNumbers.SOCK_DGRAM => SocketType.Dgram,
            SocketNumbers.SOCK_SEQPACKET => SocketType.Seqpacket,
            _ => SocketType.Unknown,
        };
        NetworkConnection? connection = (int)file.so_family switch
        {
            SocketNumbers.AF_INET when type is SocketType.Stream or SocketType.Dgram => ParseInternet(file, type, isIPv6: false),
            MachineNumbers.AF_INET6 when type is SocketType.Stream or SocketType.Dgram => ParseInternet(file, type, isIPv6: true),
            SocketNumbers.AF_UNIX => new NetworkConnection
            {
                Family = AddressFamily.Unix,
                Type = type,
                LocalPath = file.UnixPath.IsEmpty ? null : OSText.GetString(file.UnixPath),
            },
            _ => null,
        };
        return connection is null ? null : connection with { Pid = (int)file.p_pid, FileDescriptor = file.fd_fd };
    }

    private static NetworkConnection ParseInternet(in KinfoFile file, SocketType type, bool isIPv6) =>
        new()
        {
            Family = isIPv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork,
            Type = type,
            LocalEndPoint = ToEndPoint(
                MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in file.inp_laddru[0], AddressWords)),
                file.inp_lport,
                isIPv6
            ),
            RemoteEndPoint = ToEndPoint(
                MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in file.inp_faddru[0], AddressWords)),
                file.inp_fport,
                isIPv6
            ),
            State = type == SocketType.Stream ? TcpStates.Of((int)file.t_state) : null,
        };

    private static IPEndPoint? ToEndPoint(ReadOnlySpan<byte> address, uint networkPort, bool isIPv6)
    {
        int port = BinaryPrimitives.ReverseEndianness((ushort)networkPort);
        return port == 0
            ? null
            : new IPEndPoint(
                isIPv6 ? SocketAddressParser.ToIPv6(address, 0) : new IPAddress(address[..InterfaceAddressFactory.IPv4Size]),
                port
            );
    }
}
