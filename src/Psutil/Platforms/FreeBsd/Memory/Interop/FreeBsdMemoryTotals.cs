using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>Memory by use, in pages (sys/vmmeter.h).</summary>
[NativeLayout("vmtotal")]
[StructLayout(LayoutKind.Explicit, Size = 88)]
internal struct FreeBsdMemoryTotals
{
    [FieldOffset(32)]
    public ulong t_vmshr;

    [FieldOffset(48)]
    public ulong t_rmshr;
}

/// <summary>A swap device (vm/vm_param.h). Sizes in pages.</summary>
[NativeLayout("xswdev")]
[StructLayout(LayoutKind.Explicit, Size = 32)]
internal struct SwapDevice
{
    public const int XSWDEV_VERSION = 2;

    [FieldOffset(0)]
    public uint xsw_version;

    [FieldOffset(20)]
    public int xsw_nblks;

    [FieldOffset(24)]
    public int xsw_used;
}
