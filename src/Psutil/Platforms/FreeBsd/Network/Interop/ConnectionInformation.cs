using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>Both ends of a connection (netinet/in_pcb.h).</summary>
[NativeLayout("in_conninfo")]
[StructLayout(LayoutKind.Explicit, Size = 44)]
internal struct ConnectionInformation
{
    [FieldOffset(4)]
    public ConnectionEnds inc_ie;
}
