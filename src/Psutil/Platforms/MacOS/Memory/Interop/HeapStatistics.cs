using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>What the C library's allocator has given out (malloc/malloc.h).</summary>
[NativeLayout("malloc_statistics_t")]
[StructLayout(LayoutKind.Explicit, Size = 32)]
internal struct HeapStatistics
{
    [FieldOffset(8)]
    public nuint size_in_use;
}
