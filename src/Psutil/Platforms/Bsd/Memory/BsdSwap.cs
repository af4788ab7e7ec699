namespace Psutil.Platforms.Bsd;

/// <summary>Sums over swap devices as <c>swapctl</c> lists them on OpenBSD and NetBSD.</summary>
internal static class BsdSwap
{
    /// <summary>The swap space of the devices that are in use.</summary>
    /// <param name="devices">Whether each is enabled, its size and what is in use, in blocks.</param>
    /// <param name="blockSize">Bytes per block.</param>
    /// <param name="swappedIn">Bytes read back since the machine started.</param>
    /// <param name="swappedOut">Bytes written since the machine started.</param>
    public static SwapMemory Sum(
        IEnumerable<(bool IsEnabled, int Blocks, int InUse)> devices,
        int blockSize,
        long swappedIn,
        long swappedOut
    )
    {
        long total = 0;
        long used = 0;
        foreach ((bool isEnabled, int blocks, int inUse) in devices)
        {
            if (isEnabled)
            {
                total += (long)blocks * blockSize;
                used += (long)inUse * blockSize;
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
