using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.NetBsd.Interop;

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
