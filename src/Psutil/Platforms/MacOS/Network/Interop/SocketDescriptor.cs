using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>A descriptor that is a socket (sys/proc_info.h).</summary>
[NativeLayout("socket_fdinfo")]
[StructLayout(LayoutKind.Explicit, Size = 792)]
internal struct SocketDescriptor
{
    [FieldOffset(24)]
    public SocketInformation psi;
}

/// <summary>A socket (sys/proc_info.h).</summary>
[NativeLayout("socket_info")]
[StructLayout(LayoutKind.Explicit, Size = 768)]
internal unsafe struct SocketInformation
{
    public const int ProtocolSize = 528;

    [FieldOffset(152)]
    public int soi_type;

    [FieldOffset(160)]
    public int soi_family;

    /// <summary>Which structure <see cref="soi_proto"/> holds.</summary>
    [FieldOffset(232)]
    public int soi_kind;

    [FieldOffset(240)]
    public fixed byte soi_proto[ProtocolSize];
}

/// <summary>
/// An internet socket (sys/proc_info.h): ports in network byte order in the lower half of an integer; an IPv4 address takes the last four
/// of sixteen bytes.
/// </summary>
[NativeLayout("in_sockinfo")]
[StructLayout(LayoutKind.Explicit, Size = 80)]
internal unsafe struct InternetSocket
{
    public const int AddressSize = 16;

    [FieldOffset(0)]
    public int insi_fport;

    [FieldOffset(4)]
    public int insi_lport;

    [FieldOffset(32)]
    public fixed byte insi_faddr[AddressSize];

    [FieldOffset(48)]
    public fixed byte insi_laddr[AddressSize];
}

/// <summary>A TCP socket (sys/proc_info.h). It begins as any internet socket does.</summary>
[NativeLayout("tcp_sockinfo")]
[StructLayout(LayoutKind.Explicit, Size = 120)]
internal struct TcpSocket
{
    [FieldOffset(0)]
    public InternetSocket tcpsi_ini;

    [FieldOffset(80)]
    public int tcpsi_state;
}

/// <summary>A UNIX socket (sys/proc_info.h): both ends as <c>struct sockaddr_un</c>, the second at an odd offset.</summary>
[NativeLayout("un_sockinfo")]
[StructLayout(LayoutKind.Explicit, Size = 528)]
internal unsafe struct UnixSocket
{
    public const int AddressSize = 255;

    [FieldOffset(16)]
    public fixed byte unsi_addr[AddressSize];

    [FieldOffset(271)]
    public fixed byte unsi_caddr[AddressSize];
}
