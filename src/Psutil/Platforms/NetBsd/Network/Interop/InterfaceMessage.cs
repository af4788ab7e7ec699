using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>
/// A message of the routing socket about an interface, with its counters (net/if.h). Its name follows, as a hardware address.
/// </summary>
[NativeLayout("if_msghdr")]
[StructLayout(LayoutKind.Explicit, Size = 152)]
internal struct InterfaceMessage : IInterfaceMessage
{
    [FieldOffset(8)]
    public int ifm_flags;

    [FieldOffset(16)]
    public InterfaceData ifm_data;

    public readonly InterfaceRecord ToRecord(string name)
    {
        NetworkIOCounters counters = new(
            (long)ifm_data.ifi_obytes,
            (long)ifm_data.ifi_ibytes,
            (long)ifm_data.ifi_opackets,
            (long)ifm_data.ifi_ipackets,
            (long)ifm_data.ifi_ierrors,
            (long)ifm_data.ifi_oerrors,
            (long)ifm_data.ifi_iqdrops,
            null
        );
        return new InterfaceRecord(name, counters, (uint)ifm_flags, (long)Math.Min(ifm_data.ifi_mtu, long.MaxValue), ifm_data.ifi_baudrate);
    }
}

/// <summary>An interface's counters (net/if.h).</summary>
[NativeLayout("if_data")]
[StructLayout(LayoutKind.Explicit, Size = 136)]
internal struct InterfaceData
{
    [FieldOffset(8)]
    public ulong ifi_mtu;

    /// <summary>Bits per second.</summary>
    [FieldOffset(24)]
    public ulong ifi_baudrate;

    [FieldOffset(32)]
    public ulong ifi_ipackets;

    [FieldOffset(40)]
    public ulong ifi_ierrors;

    [FieldOffset(48)]
    public ulong ifi_opackets;

    [FieldOffset(56)]
    public ulong ifi_oerrors;

    [FieldOffset(72)]
    public ulong ifi_ibytes;

    [FieldOffset(80)]
    public ulong ifi_obytes;

    [FieldOffset(104)]
    public ulong ifi_iqdrops;
}
