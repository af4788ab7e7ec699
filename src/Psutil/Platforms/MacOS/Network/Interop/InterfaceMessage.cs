using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>
/// A message of the routing socket about an interface, with its counters (net/if.h). A link-level address with its name follows.
/// </summary>
[NativeLayout("if_msghdr2")]
[StructLayout(LayoutKind.Explicit, Size = 160)]
internal struct InterfaceMessage : IInterfaceMessage
{
    public const int PF_ROUTE = 17;
    public const int NET_RT_IFLIST2 = 6;
    public const int RTM_IFINFO2 = 18;

    [FieldOffset(8)]
    public int ifm_flags;

    [FieldOffset(12)]
    public ushort ifm_index;

    [FieldOffset(32)]
    public InterfaceData ifm_data;

    public static SysctlNode List { get; } = new("net.route.iflist2", SysctlNumbers.CTL_NET, PF_ROUTE, 0, 0, NET_RT_IFLIST2, 0);

    public static int Kind => RTM_IFINFO2;

    public readonly InterfaceRecord ToRecord(string name) =>
        ifm_data.counters.ToRecord(name, ifm_flags, ifm_data.ifi_mtu, null) with
        {
            Index = ifm_index,
        };
}

/// <summary>An interface's counters (net/if_var.h).</summary>
[NativeLayout("if_data64")]
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct InterfaceData
{
    [FieldOffset(8)]
    public uint ifi_mtu;

    [FieldOffset(16)]
    public InterfaceCounters counters;
}
