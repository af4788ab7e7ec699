using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

/// <summary>The types of requests for sockets.</summary>
internal static class SocketDiagnosticsType
{
    /// <summary>TCPDIAG_GETSOCK, a request without a family: it lists IPv4 and IPv6 in one walk over the kernel's table.</summary>
    public const ushort TcpOfBothFamilies = 18;

    /// <summary>SOCK_DIAG_BY_FAMILY.</summary>
    public const ushort ByFamily = 20;
}

/// <summary>
/// The flags of a request for UNIX sockets (<c>UDIAG_SHOW_*</c>), and the attributes of the answer (<c>UNIX_DIAG_*</c>).
/// </summary>
internal static class UnixDiagnostics
{
    public const uint ShowName = 1;
    public const uint ShowPeer = 4;
    public const uint ShowQueues = 16;

    /// <summary>TCP_LISTEN, which the kernel uses for UNIX sockets, too.</summary>
    public const byte Listening = 10;

    public const int NameAttribute = 0;
    public const int PeerAttribute = 2;
    public const int QueuesAttribute = 4;
}

/// <summary><c>struct unix_diag_rqlen</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct UnixDiagnosticsQueues
{
    public uint ReceiveQueue;
    public uint SendQueue;
}

/// <summary>Sixteen bytes of an address in network order; IPv4 fills the first four.</summary>
[InlineArray(Size)]
internal struct InetAddressBytes
{
    public const int Size = 16;

    private byte _first;
}

/// <summary><c>struct inet_diag_sockid</c>: ports in network order.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct InetDiagnosticsSocketId
{
    public ushort LocalPort;
    public ushort RemotePort;
    public InetAddressBytes Local;
    public InetAddressBytes Remote;
    public uint InterfaceIndex;
    public uint CookieLow;
    public uint CookieHigh;
}

/// <summary><c>struct inet_diag_req_v2</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct InetDiagnosticsRequest
{
    public byte Family;
    public byte Protocol;
    public byte Extensions;
    public byte Padding;
    public uint States;
    public InetDiagnosticsSocketId Id;
}

/// <summary><c>struct inet_diag_req</c>, the request without a family.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TcpDiagnosticsRequest
{
    public byte Family;
    public byte SourceLength;
    public byte DestinationLength;
    public byte Extensions;
    public InetDiagnosticsSocketId Id;
    public uint States;
    public uint Tables;
}

/// <summary><c>struct inet_diag_msg</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct InetDiagnosticsMessage
{
    public byte Family;
    public byte State;
    public byte Timer;
    public byte Retransmits;
    public InetDiagnosticsSocketId Id;
    public uint Expires;
    public uint ReceiveQueue;
    public uint SendQueue;
    public uint UserId;
    public uint Inode;
}

/// <summary><c>struct unix_diag_req</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct UnixDiagnosticsRequest
{
    public byte Family;
    public byte Protocol;
    public ushort Padding;
    public uint States;
    public uint Inode;
    public uint Show;
    public uint CookieLow;
    public uint CookieHigh;
}

/// <summary><c>struct unix_diag_msg</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct UnixDiagnosticsMessage
{
    public byte Family;
    public byte Type;
    public byte State;
    public byte Padding;
    public uint Inode;
    public uint CookieLow;
    public uint CookieHigh;
}
