using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.OpenBsd.Interop;

/// <summary>A swap device (sys/swap.h).</summary>
[NativeLayout("swapent")]
[StructLayout(LayoutKind.Explicit, Size = 1044)]
internal struct SwapDevice : ISwapDevice
{
    public const int SWAP_STATS = 4;

    [FieldOffset(4)]
    public SwapUse use;

    public static int StatisticsCommand => SWAP_STATS;

    public readonly SwapUse Use => use;
}
