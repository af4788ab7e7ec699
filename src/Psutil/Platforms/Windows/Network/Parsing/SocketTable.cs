using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>Tables of sockets: a count of rows, then the rows.</summary>
internal static unsafe class SocketTable
{
    private const int RowsOffset = 4;

    public static void ParseTcp(ReadOnlySpan<byte> table, List<NetworkConnection> sockets)
    {
        foreach (MibTcpRow row in Rows<MibTcpRow>(table))
        {
            TcpState? state = StateOf(row.State);
            sockets.Add(
                new NetworkConnection
                {
                    Family = AddressFamily.InterNetwork,
                    Type = SocketType.Stream,
                    LocalEndPoint = EndPoint(row.LocalAddress, row.LocalPort),
                    RemoteEndPoint = state == TcpState.Listen ? null : EndPoint(row.RemoteAddress, row.RemotePort),
                    State = state,
                    Pid = PidOf(row.OwningPid),
                }
            );
        }
    }

    public static void ParseTcp6(ReadOnlySpan<byte> table, List<NetworkConnection> sockets)
    {
        foreach (MibTcp6Row row in Rows<MibTcp6Row>(table))
        {
            TcpState? state = StateOf(row.State);
            sockets.Add(
                new NetworkConnection
                {
                    Family = AddressFamily.InterNetworkV6,
                    Type = SocketType.Stream,
                    LocalEndPoint = EndPoint(new ReadOnlySpan<byte>(row.LocalAddress, 16), row.LocalScopeId, row.LocalPort),
                    RemoteEndPoint =
                        state == TcpState.Listen
                            ? null
                            : EndPoint(new ReadOnlySpan<byte>(row.RemoteAddress, 16), row.RemoteScopeId, row.RemotePort),
                    State = state,
                    Pid = PidOf(row.OwningPid),
                }
            );
        }
    }

    public static void ParseUdp(ReadOnlySpan<byte> table, List<NetworkConnection> sockets)
    {
        foreach (MibUdpRow row in Rows<MibUdpRow>(table))
        {
            sockets.Add(
                new NetworkConnection
                {
                    Family = AddressFamily.InterNetwork,
                    Type = SocketType.Dgram,
                    LocalEndPoint = EndPoint(row.LocalAddress, row.LocalPort),
                    Pid = PidOf(row.OwningPid),
                }
            );
        }
    }

    public static void ParseUdp6(ReadOnlySpan<byte> table, List<NetworkConnection> sockets)
    {
        foreach (MibUdp6Row row in Rows<MibUdp6Row>(table))
        {
            sockets.Add(
                new NetworkConnection
                {
                    Family = AddressFamily.InterNetworkV6,
                    Type = SocketType.Dgram,
                    LocalEndPoint = EndPoint(new ReadOnlySpan<byte>(row.LocalAddress, 16), row.LocalScopeId, row.LocalPort),
                    Pid = PidOf(row.OwningPid),
                }
            );
        }
    }

    private static ReadOnlySpan<T> Rows<T>(ReadOnlySpan<byte> table)
        where T : unmanaged
    {
        if (table.Length < RowsOffset)
        {
            return [];
        }

        ReadOnlySpan<T> room = MemoryMarshal.Cast<byte, T>(table[RowsOffset..]);
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(table);
        return count < (uint)room.Length ? room[..(int)count] : room;
    }

    // The framework's enumeration has the numbers of MIB_TCP_STATE.
    private static TcpState? StateOf(uint state) =>
        state is >= (uint)TcpState.Closed and <= (uint)TcpState.DeleteTcb ? (TcpState)state : null;

    // A connection in TIME_WAIT no longer has an owner: Windows reports the idle process.
    private static int? PidOf(uint pid) => pid is > 0 and <= int.MaxValue ? (int)pid : null;

    private static IPEndPoint? EndPoint(uint address, uint port) => port == 0 ? null : new IPEndPoint(new IPAddress(address), PortOf(port));

    private static IPEndPoint? EndPoint(ReadOnlySpan<byte> address, uint scope, uint port) =>
        port == 0 ? null : new IPEndPoint(ScopedAddress.Create(address, scope), PortOf(port));

    private static int PortOf(uint port) => BinaryPrimitives.ReverseEndianness((ushort)port);
}
