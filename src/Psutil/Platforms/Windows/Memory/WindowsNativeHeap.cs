using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>The heap of the C library, and the pages that were allocated outside the heaps.</summary>
internal static class WindowsNativeHeap
{
    private const uint ReadWrite = 0x04;
    private const int MostHeaps = 1024;

    /// <exception cref="SystemCallException">No walk through the heap came to its end.</exception>
    public static NativeHeapInfo? GetInfo()
    {
        long used = HeapWalk.CountUsed(Ucrtbase.Walk, out int result)
            ?? throw new SystemCallException(
                new SystemCallError
                {
                    SystemCall = "_heapwalk",
                    ErrorCode = result,
                    Description = string.Create(CultureInfo.InvariantCulture, $"result {result}, the heap cannot be walked through"),
                }
            );
        nint[] room = new nint[MostHeaps];
        int heapCount = Kernel32.GetHeaps(room);
        HashSet<nuint> heaps = [.. room[..Math.Min(heapCount, MostHeaps)].Select(heap => (nuint)heap)];
        long mapped = 0;
        nuint address = 0;
        while (Kernel32.QueryOwnRegion(address, out MemoryBasicInformation region) && region.BaseAddress + region.RegionSize > address)
        {
            if (
                region is { State: MemoryBasicInformation.StateCommitted, Type: MemoryBasicInformation.TypePrivate }
                && (region.AllocationProtect & ReadWrite) != 0
                && !heaps.Contains(region.AllocationBase)
            )
            {
                mapped += (long)region.RegionSize;
            }

            address = region.BaseAddress + region.RegionSize;
        }

        return new NativeHeapInfo
        {
            HeapUsed = used,
            MappedUsed = mapped,
            HeapCount = heapCount,
        };
    }

    // Windows does not report whether memory was returned: true means that the call succeeded.
    public static bool? Trim()
    {
        nuint largest = Kernel32.CompactHeap(Ucrtbase.Heap, out int error);
        return largest != 0 || error == Win32Error.Success ? true : throw Win32Error.ToException("HeapCompact", error);
    }
}
