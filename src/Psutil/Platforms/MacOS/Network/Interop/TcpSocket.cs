using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

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
