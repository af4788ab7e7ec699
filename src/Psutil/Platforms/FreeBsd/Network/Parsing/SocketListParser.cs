using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Parsing;
using Psutil.Platforms.FreeBsd.Interop;

namespace Psutil.Platforms.FreeBsd.Parsing;

/// <summary>The kernel's lists of sockets: a header, records that begin with their length, and the header again.</summary>
internal static unsafe class SocketListParser
{
    private const int AddressSize = 16;
    private const int IPv4Start = 12;

    /// <summary>The list without its first and last header, which begin with their length; empty if it is malformed.</summary>
    public static ReadOnlySpan<byte> Records(ReadOnlySpan<byte> list)
    {
        ulong header = list.Length < sizeof(ulong) ? 0 : MemoryMarshal.Read<ulong>(list);
        return header >= sizeof(ulong) && header * 2 <= (ulong)list.Length ? list[(int)header..^(int)header] : [];
    }

    /// <summary>The next record; false at the end, or if a record's length is invalid.</summary>
    public static bool TryReadNext(ref ReadOnlySpan<byte> records, int knownSize, out ReadOnlySpan<byte> record)
    {
        ulong length = records.Length < sizeof(ulong) ? 0 : MemoryMarshal.Read<ulong>(records);
        record = default;
        if (length < (ulong)knownSize || length > (ulong)records.Length)
        {
            return false;
        }

        record = records[..(int)length];
        records = records[(int)length..];
        return true;
    }

    public static NetworkConnection? ParseTcp(ReadOnlySpan<byte> record, ConnectionKinds kinds, out ulong socket)
    {
        ref readonly TcpSocket tcp = ref MemoryMarshal.AsRef<TcpSocket>(record);
        return ParseInternet(tcp.xt_inp, SocketType.Stream, kinds, out socket) is { } connection
            ? connection with
            {
                State = TcpStates.Of(tcp.t_state),
            }
            : null;
    }

    public static NetworkConnection? ParseUdp(ReadOnlySpan<byte> record, ConnectionKinds kinds, out ulong socket) =>
        ParseInternet(MemoryMarshal.AsRef<InternetSocket>(record), SocketType.Dgram, kinds, out socket);

    public static NetworkConnection ParseUnix(ReadOnlySpan<byte> record, SocketType type, out ulong socket)
    {
        ref readonly UnixSocket unix = ref MemoryMarshal.AsRef<UnixSocket>(record);
        socket = unix.xu_socket.xso_so;
        return new NetworkConnection
        {
            Family = AddressFamily.Unix,
            Type = type,
            LocalPath = SocketAddressParser.ParsePath(MemoryMarshal.CreateReadOnlySpan(in unix.xu_addr[0], UnixSocket.AddressSize)),
            RemotePath = SocketAddressParser.ParsePath(MemoryMarshal.CreateReadOnlySpan(in unix.xu_caddr[0], UnixSocket.AddressSize)),
        };
    }

    private static NetworkConnection? ParseInternet(in InternetSocket record, SocketType type, ConnectionKinds kinds, out ulong socket)
    {
        socket = record.xi_socket.xso_so;

        // A socket for both is shown as IPv4 if it has an IPv4 address, and as IPv6 while it listens.
        bool isIPv6 = (record.inp_vflag & ConnectionNumbers.INP_IPV6) != 0;
        if (!isIPv6 && (record.inp_vflag & ConnectionNumbers.INP_IPV4) == 0)
        {
            return null;
        }

        ref readonly ConnectionEnds ends = ref record.inp_inc.inc_ie;
        IPEndPoint? local = ToEndPoint(
            MemoryMarshal.CreateReadOnlySpan(in ends.ie_dependladdr[0], AddressSize),
            ends.ie_lport,
            isIPv6,
            ends.ie6_zoneid
        );
        IPEndPoint? remote = ToEndPoint(
            MemoryMarshal.CreateReadOnlySpan(in ends.ie_dependfaddr[0], AddressSize),
            ends.ie_fport,
            isIPv6,
            ends.ie6_zoneid
        );
        NetworkConnection connection = new()
        {
            Family = isIPv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork,
            Type = type,
            LocalEndPoint = local,
            RemoteEndPoint = remote,
        };
        return (connection.Kind & kinds) != 0 ? connection : null;
    }

    private static IPEndPoint? ToEndPoint(ReadOnlySpan<byte> address, ushort networkPort, bool isIPv6, uint scope)
    {
        int port = BinaryPrimitives.ReverseEndianness(networkPort);
        return port == 0
            ? null
            : new IPEndPoint(isIPv6 ? SocketAddressParser.ToIPv6(address, scope) : new IPAddress(address[IPv4Start..]), port);
    }
}
