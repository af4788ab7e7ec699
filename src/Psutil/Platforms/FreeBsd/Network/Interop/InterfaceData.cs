using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>An interface's counters (net/if.h).</summary>
[NativeLayout("if_data")]
[StructLayout(LayoutKind.Explicit, Size = 152)]
internal struct InterfaceData
{
    [FieldOffset(8)]
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
