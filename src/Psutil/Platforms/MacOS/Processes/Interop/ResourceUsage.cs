using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>What a process holds (sys/resource.h).</summary>
[NativeLayout("rusage_info_v0")]
[StructLayout(LayoutKind.Explicit, Size = 96)]
internal struct ResourceUsage
{
    [FieldOffset(56)]
    public ulong ri_wired_size;

    [FieldOffset(72)]
    public ulong ri_phys_footprint;
}
