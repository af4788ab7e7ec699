using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>A message of the routing socket about an interface, with its counters (net/if.h). Its name follows, as a hardware address.</summary>
[NativeLayout("if_msghdr")]
[StructLayout(LayoutKind.Explicit, Size = 152)]
internal struct InterfaceMessage
{
    [FieldOffset(8)]
    public int ifm_flags;

    [FieldOffset(16)]
    public InterfaceData ifm_data;
}
