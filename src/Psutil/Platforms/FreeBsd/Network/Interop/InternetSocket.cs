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
