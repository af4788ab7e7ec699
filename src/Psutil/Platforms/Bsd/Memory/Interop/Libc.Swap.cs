using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Interop;

internal static unsafe partial class Libc
{
    /// <summary>The swap devices, or the negated errno. OpenBSD and NetBSD.</summary>
    public static int GetSwapDevices<TDevice>(out TDevice[] devices)
        where TDevice : unmanaged, ISwapDevice
    {
        devices = new TDevice[Math.Max(0, Result(swapctl(SwapUse.SWAP_NSWAP, null, 0)))];
        fixed (TDevice* pointer = devices)
        {
            return devices.Length == 0 ? 0 : Result(swapctl(TDevice.StatisticsCommand, pointer, devices.Length));
        }
    }

    [LibraryImport(Library)]
    private static partial int swapctl(int command, void* argument, int count);
}

/// <summary>A swap device (<c>struct swapent</c>), in the layout of one system.</summary>
internal interface ISwapDevice
{
    /// <summary><c>SWAP_STATS</c>.</summary>
    static abstract int StatisticsCommand { get; }

    SwapUse Use { get; }
}

/// <summary>Whether a swap device is enabled, and its size and usage in blocks (sys/swap.h).</summary>
[NativeLayout("swapent", Systems = BsdSystems.OpenBsd | BsdSystems.NetBsd, First = nameof(se_flags))]
[StructLayout(LayoutKind.Explicit, Size = 12)]
internal struct SwapUse
{
    public const int DEV_BSIZE = 512;
    public const int SWAP_NSWAP = 3;
    public const int SWF_ENABLE = 2;

    [FieldOffset(0)]
    public int se_flags;

    [FieldOffset(4)]
    public int se_nblks;

    [FieldOffset(8)]
    public int se_inuse;
}
