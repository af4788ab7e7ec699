using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>A message of the routing socket about an interface, with its counters (net/if.h). Its name follows, as a hardware address.</summary>
[NativeLayout("if_msghdr")]
[StructLayout(LayoutKind.Explicit, Size = 168)]
internal struct InterfaceMessage
{
    [FieldOffset(0)]
    public ushort ifm_msglen;

    [FieldOffset(3)]
    public byte ifm_type;

    [FieldOffset(8)]
    public int ifm_flags;

    [FieldOffset(16)]
    public InterfaceData ifm_data;
}
