using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>
/// An interface by its index (net/if_mib.h), and the numbers on the way to it in the sysctl tree. Packed to four bytes.
/// </summary>
[NativeLayout("ifmibdata")]
[StructLayout(LayoutKind.Explicit, Size = 180, Pack = 4)]
internal unsafe struct InterfaceStatistics
{
    public const int PF_LINK = 18;
    public const int NETLINK_GENERIC = 0;
    public const int IFMIB_IFDATA = 2;
    public const int IFDATA_GENERAL = 1;

    private const int NameRoom = 16;

    [FieldOffset(0)]
    public fixed byte ifmd_name[NameRoom];

    [FieldOffset(20)]
    public uint ifmd_flags;

    [FieldOffset(52)]
    public InterfaceData ifmd_data;

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Name => NativeText.UpToNul(in ifmd_name[0], NameRoom);

    public readonly InterfaceRecord ToRecord(string name) =>
        ifmd_data.counters.ToRecord(name, (int)ifmd_flags, ifmd_data.ifi_mtu, dropsOut: null);
}
