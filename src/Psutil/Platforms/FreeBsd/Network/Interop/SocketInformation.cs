using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>A socket in the kernel's lists (sys/socketvar.h).</summary>
[NativeLayout("xsocket")]
[StructLayout(LayoutKind.Explicit, Size = 240)]
internal struct SocketInformation
{
    /// <summary>Its address in the kernel: what a descriptor points to.</summary>
    [FieldOffset(8)]
    public ulong xso_so;
}
