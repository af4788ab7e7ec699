using Psutil.Platforms.MacOS.Interop;

namespace Psutil.Platforms.MacOS.Parsing;

/// <summary>The pages of a region that would be free if the process ended (USS), by the rules of <c>top</c> and Firefox.</summary>
internal static class PrivateMemory
{
    /// <summary>The region's private pages.</summary>
    /// <param name="region">The region.</param>
    /// <param name="isX64">Whether it is an x64 process, where libraries are in a region that all processes share. psutil knows no such
    /// region on arm64.</param>
    public static long PagesOf(in RegionInformation region, bool isX64)
    {
        bool isShared =
            isX64
            && region.pri_address - ProcessNumbers.SHARED_REGION_BASE_X86_64 < ProcessNumbers.SHARED_REGION_SIZE_X86_64
            && region.pri_share_mode != ProcessNumbers.SM_PRIVATE;
        return (int)region.pri_share_mode switch
        {
            _ when isShared => 0,
            ProcessNumbers.SM_PRIVATE or ProcessNumbers.SM_LARGE_PAGE => (long)region.pri_private_pages_resident
                + region.pri_shared_pages_resident,

            // Copied on write, and no longer shared with another process.
            ProcessNumbers.SM_COW when region.pri_ref_count == 1 => (long)region.pri_private_pages_resident
                + region.pri_shared_pages_resident,
            ProcessNumbers.SM_COW => region.pri_private_pages_resident,
            _ => 0,
        };
    }
}
