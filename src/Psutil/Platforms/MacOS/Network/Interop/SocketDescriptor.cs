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
