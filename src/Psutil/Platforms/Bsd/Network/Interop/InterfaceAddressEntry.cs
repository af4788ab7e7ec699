using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Interop;

/// <summary>One address of an interface in the C library's list (ifaddrs.h). NetBSD's is longer.</summary>
[NativeLayout("ifaddrs", Systems = BsdSystems.All, IsPrefix = true)]
[StructLayout(LayoutKind.Explicit, Size = 56)]
internal unsafe struct InterfaceAddressEntry
{
    [FieldOffset(0)]
    public InterfaceAddressEntry* ifa_next;

    [FieldOffset(8)]
    public byte* ifa_name;

    [FieldOffset(16)]
    public uint ifa_flags;

    [FieldOffset(24)]
    public byte* ifa_addr;

    [FieldOffset(32)]
    public byte* ifa_netmask;

    /// <summary>The broadcast address or, for a point-to-point link, the peer.</summary>
    [FieldOffset(40)]
    public byte* ifa_dstaddr;
}
