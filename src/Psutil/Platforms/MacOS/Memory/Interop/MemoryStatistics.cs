using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>
/// Physical memory in pages (mach/vm_statistics.h). Later systems have a longer structure, which begins with this one.
/// </summary>
[NativeLayout("vm_statistics64")]
[StructLayout(LayoutKind.Explicit, Size = 152)]
internal struct MemoryStatistics
{
    [FieldOffset(0)]
    public uint free_count;

    [FieldOffset(4)]
    public uint active_count;

    [FieldOffset(8)]
    public uint inactive_count;

    [FieldOffset(12)]
    public uint wire_count;

    [FieldOffset(92)]
    public uint speculative_count;

    [FieldOffset(112)]
    public ulong swapins;

    [FieldOffset(120)]
    public ulong swapouts;
}
