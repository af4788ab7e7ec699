using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.OpenBsd.Interop;

/// <summary>
/// A message of the routing socket about an interface, with its counters (net/if.h). A link-level address with its name follows.
/// </summary>
[NativeLayout("if_msghdr")]
[StructLayout(LayoutKind.Explicit, Size = 168)]
internal struct InterfaceMessage : IInterfaceMessage
{
    public const int PF_ROUTE = 17;
    public const int NET_RT_IFLIST = 3;
    public const int RTM_IFINFO = 14;

    [FieldOffset(16)]
    public int ifm_flags;

    [FieldOffset(24)]
    public InterfaceData ifm_data;

    public static SysctlNode List { get; } = new("net.route.iflist", SysctlNumbers.CTL_NET, PF_ROUTE, 0, 0, NET_RT_IFLIST, 0);

    public static int Kind => RTM_IFINFO;

    public readonly InterfaceRecord ToRecord(string name) =>
        ifm_data.counters.ToRecord(name, ifm_flags, ifm_data.ifi_mtu, ifm_data.ifi_oqdrops);
}

/// <summary>An interface's counters (net/if.h).</summary>
[NativeLayout("if_data")]
[StructLayout(LayoutKind.Explicit, Size = 144)]
internal struct InterfaceData
{
    [FieldOffset(4)]
    public uint ifi_mtu;

    [FieldOffset(16)]
    public InterfaceCounters counters;

    [FieldOffset(104)]
    public ulong ifi_oqdrops;
}
