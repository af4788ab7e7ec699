using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.OpenBsd.Interop;

/// <summary>
/// A message of the routing socket about an interface, with its counters (net/if.h). Its name follows, as a hardware address.
/// </summary>
[NativeLayout("if_msghdr")]
[StructLayout(LayoutKind.Explicit, Size = 168)]
internal struct InterfaceMessage : IInterfaceMessage
{
    [FieldOffset(16)]
    public int ifm_flags;

    [FieldOffset(24)]
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
            (long)ifm_data.ifi_oqdrops
        );
        return new InterfaceRecord(name, counters, (uint)ifm_flags, ifm_data.ifi_mtu, ifm_data.ifi_baudrate);
    }
}

/// <summary>An interface's counters (net/if.h).</summary>
[NativeLayout("if_data")]
[StructLayout(LayoutKind.Explicit, Size = 144)]
internal struct InterfaceData
{
    [FieldOffset(4)]
    public uint ifi_mtu;

    /// <summary>Bits per second.</summary>
    [FieldOffset(16)]
    public ulong ifi_baudrate;

    [FieldOffset(24)]
    public ulong ifi_ipackets;

    [FieldOffset(32)]
    public ulong ifi_ierrors;

    [FieldOffset(40)]
    public ulong ifi_opackets;

    [FieldOffset(48)]
    public ulong ifi_oerrors;

    [FieldOffset(64)]
    public ulong ifi_ibytes;

    [FieldOffset(72)]
    public ulong ifi_obytes;

    [FieldOffset(96)]
    public ulong ifi_iqdrops;

    [FieldOffset(104)]
    public ulong ifi_oqdrops;
}
