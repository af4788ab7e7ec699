using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>A swap device (sys/swap.h).</summary>
[NativeLayout("swapent")]
[StructLayout(LayoutKind.Explicit, Size = 1056)]
internal struct SwapDevice : ISwapDevice
{
    public const int SWAP_STATS = 10;

    [FieldOffset(8)]
    public SwapUse use;

    public static int StatisticsCommand => SWAP_STATS;

    public readonly SwapUse Use => use;
}
