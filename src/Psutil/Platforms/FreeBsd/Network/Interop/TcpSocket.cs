using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

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
