using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.OpenBsd.Interop;

/// <summary>A swap device (sys/swap.h). Sizes in blocks of 512 bytes.</summary>
[NativeLayout("swapent")]
[StructLayout(LayoutKind.Explicit, Size = 1044)]
internal struct SwapDevice
{
    [FieldOffset(4)]
    public int se_flags;

    [FieldOffset(8)]
    public int se_nblks;

    [FieldOffset(12)]
    public int se_inuse;
}
