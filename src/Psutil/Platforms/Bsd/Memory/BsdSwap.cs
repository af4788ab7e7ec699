using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd;

/// <summary>The swap space on OpenBSD and NetBSD, from the devices that <c>swapctl</c> lists.</summary>
internal static class BsdSwap
{
    /// <summary>The swap space of the enabled devices.</summary>
    /// <param name="swappedIn">Bytes read back since the machine started.</param>
    /// <param name="swappedOut">Bytes written since the machine started.</param>
    public static SwapMemory Read<TDevice>(long swappedIn, long swappedOut)
        where TDevice : unmanaged, ISwapDevice
    {
        int result = Libc.GetSwapDevices(out TDevice[] devices);
        if (result < 0)
        {
            throw new SystemCallException(
                new SystemCallError
                {
                    SystemCall = "swapctl(SWAP_STATS)",
                    ErrorCode = -result,
                    Description = Errno.Describe(-result),
                }
            );
        }

        long total = 0;
        long used = 0;
        foreach (TDevice device in devices)
        {
            SwapUse use = device.Use;
            if ((use.se_flags & SwapUse.SWF_ENABLE) != 0)
            {
                total += (long)use.se_nblks * SwapUse.DEV_BSIZE;
                used += (long)use.se_inuse * SwapUse.DEV_BSIZE;
            }
        }

        return new SwapMemory
        {
            Total = total,
            Used = used,
            Free = total - used,
            SwappedIn = swappedIn,
            SwappedOut = swappedOut,
        };
    }
}
