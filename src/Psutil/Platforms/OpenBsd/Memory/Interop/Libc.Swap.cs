using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.OpenBsd.Interop;

internal static unsafe partial class Libc
{
    /// <summary>The swap devices, or the negated errno.</summary>
    public static int GetSwapDevices(out SwapDevice[] devices)
    {
        devices = new SwapDevice[Math.Max(0, Common.Result(swapctl(MachineNumbers.SWAP_NSWAP, null, 0)))];
        fixed (SwapDevice* pointer = devices)
        {
            return devices.Length == 0 ? 0 : Common.Result(swapctl(MachineNumbers.SWAP_STATS, pointer, devices.Length));
        }
    }

    [LibraryImport(Common.Library)]
    private static partial int swapctl(int command, void* argument, int count);
}

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
