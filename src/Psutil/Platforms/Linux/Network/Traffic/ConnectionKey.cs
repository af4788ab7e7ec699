using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>The key of a table of <see cref="BpfConnectionProgram"/>: a process and a socket's addresses.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ConnectionKey
{
    public const int Size = 56;

    public const int InterfaceOffset = 12;
    public const int FamilyOffset = 16;
    public const int ProtocolOffset = 18;
    public const int LocalPortOffset = 20;
    public const int RemotePortOffset = 22;
    public const int LocalOffset = 24;
    public const int RemoteOffset = LocalOffset + InetAddressBytes.Size;

    private const int UdpProtocol = 17;

    public ulong StartNanoseconds;
    public uint Pid;
    public uint InterfaceIndex;
    public ushort Family;
    public ushort Protocol;

    // In network order.
    public ushort LocalPort;
    public ushort RemotePort;
    public InetAddressBytes Local;
    public InetAddressBytes Remote;

    public readonly ProcessConnectionUse ToUse(in TrafficSums sums)
    {
        InetSocket socket = new()
        {
            IsIPv6 = Family == AddressFamilyNumber.InterNetworkV6,
            LocalPort = BinaryPrimitives.ReverseEndianness(LocalPort),
            RemotePort = BinaryPrimitives.ReverseEndianness(RemotePort),
            InterfaceIndex = InterfaceIndex,
            Local = Local,
            Remote = Remote,
        };
        return new ProcessConnectionUse
        {
            Identity = new TrafficKey(StartNanoseconds, Pid).Identity,
            Family = socket.IsIPv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork,
            Type = Protocol == UdpProtocol ? SocketType.Dgram : SocketType.Stream,
            LocalEndPoint = socket.LocalEndPoint,
            RemoteEndPoint = socket.RemoteEndPoint,
            Counters = sums.AddedTo(default),
        };
    }
}
