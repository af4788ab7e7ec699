namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// Estimates the available memory as kernels since 3.14 do (commit 34e431b0ae39, <c>si_mem_available</c>).
/// </summary>
internal static class AvailableMemory
{
    /// <summary>The estimate in bytes.</summary>
    /// <param name="info">The lines of <c>/proc/meminfo</c>.</param>
    /// <param name="free">Its <c>MemFree</c>.</param>
    /// <param name="lowWatermark">The sum of the zones' low watermarks in bytes; null if unknown.</param>
    public static long Estimate(in ProcMeminfo info, long free, long? lowWatermark)
    {
        // Kernels before 2.6.28 do not count file pages separately: then free memory and the page cache are the best estimate.
        if (info is not { ActiveFile: { } active, InactiveFile: { } inactive, SlabReclaimable: { } slab } || lowWatermark is not { } low)
        {
            return Saturating.Add(free, info.Cached ?? 0);
        }

        // Not all of the page cache and the slab can be reclaimed without thrashing: half of each stays, at most the watermark.
        Int128 cache = (Int128)active + inactive;
        Int128 estimate = free - low + (cache - Int128.Min(cache / 2, low)) + (slab - Math.Min(slab / 2, low));
        return (long)Int128.Clamp(estimate, 0, long.MaxValue);
    }
}
