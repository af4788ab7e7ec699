using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>An internet socket in the kernel's list (netinet/in_pcb.h).</summary>
[NativeLayout("xinpcb")]
[StructLayout(LayoutKind.Explicit, Size = 400)]
internal struct InternetSocket
{
    [FieldOffset(0)]
    public ulong xi_len;

    [FieldOffset(8)]
    public SocketInformation xi_socket;

    [FieldOffset(248)]
    public ConnectionInformation inp_inc;

    [FieldOffset(392)]
    public byte inp_vflag;
}

/// <summary>A TCP socket in the kernel's list (netinet/tcp_var.h).</summary>
[NativeLayout("xtcpcb")]
[StructLayout(LayoutKind.Explicit, Size = 744)]
internal struct TcpSocket
{
    [FieldOffset(0)]
    public ulong xt_len;

    [FieldOffset(8)]
    public InternetSocket xt_inp;

    [FieldOffset(568)]
    public int t_state;
}

/// <summary>Both ends of a connection (netinet/in_pcb.h).</summary>
[NativeLayout("in_conninfo")]
[StructLayout(LayoutKind.Explicit, Size = 44)]
internal struct ConnectionInformation
{
    [FieldOffset(4)]
    public ConnectionEnds inc_ie;
}

/// <summary>
/// Ports, in network byte order, and addresses of both ends (netinet/in_pcb.h). An IPv4 address takes the last four of sixteen bytes.
/// </summary>
[NativeLayout("in_endpoints")]
[StructLayout(LayoutKind.Explicit, Size = 40)]
internal unsafe struct ConnectionEnds
{
    private const int AddressSize = 16;

    [FieldOffset(0)]
    public ushort ie_fport;

    [FieldOffset(2)]
    public ushort ie_lport;

    [FieldOffset(4)]
    public fixed byte ie_dependfaddr[AddressSize];

    [FieldOffset(20)]
    public fixed byte ie_dependladdr[AddressSize];

    [FieldOffset(36)]
    public uint ie6_zoneid;
}
