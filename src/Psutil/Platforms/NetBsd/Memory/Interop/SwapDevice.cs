using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>A swap device (sys/swap.h). Sizes in blocks of 512 bytes.</summary>
[NativeLayout("swapent")]
[StructLayout(LayoutKind.Explicit, Size = 1056)]
internal struct SwapDevice
{
    [FieldOffset(8)]
    public int se_flags;

    [FieldOffset(12)]
    public int se_nblks;

    [FieldOffset(16)]
    public int se_inuse;
}
