using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.MacOS.Interop;

internal static unsafe partial class Libc
{
    /// <summary>The statistics of all zones of the allocator together.</summary>
    public static HeapStatistics GetHeapStatistics()
    {
        HeapStatistics statistics = default;
        malloc_zone_statistics(0, &statistics);
        return statistics;
    }

    /// <summary>Returns the free memory of all zones to the system; the result is the number of bytes.</summary>
    public static long TrimHeap() => (long)malloc_zone_pressure_relief(0, 0);

    [LibraryImport(Common.Library)]
    private static partial void malloc_zone_statistics(nint zone, HeapStatistics* statistics);

    [LibraryImport(Common.Library)]
    private static partial nuint malloc_zone_pressure_relief(nint zone, nuint goal);
}

/// <summary>The statistics of the C library's allocator (malloc/malloc.h).</summary>
[NativeLayout("malloc_statistics_t")]
[StructLayout(LayoutKind.Explicit, Size = 32)]
internal struct HeapStatistics
{
    [FieldOffset(8)]
    public nuint size_in_use;
}
