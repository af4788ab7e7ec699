using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>A message of the routing socket about an interface, with its counters (net/if.h). Its name follows, as a hardware address.</summary>
[NativeLayout("if_msghdr2")]
[StructLayout(LayoutKind.Explicit, Size = 160)]
internal struct InterfaceMessage
{
    [FieldOffset(0)]
    public ushort ifm_msglen;

    [FieldOffset(3)]
    public byte ifm_type;

    [FieldOffset(8)]
    public int ifm_flags;

    [FieldOffset(32)]
    public InterfaceData ifm_data;
}
