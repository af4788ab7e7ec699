using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>What a process has used (sys/proc_info.h).</summary>
[NativeLayout("proc_taskinfo")]
[StructLayout(LayoutKind.Explicit, Size = 96)]
internal struct TaskInformation
{
    [FieldOffset(0)]
    public ulong pti_virtual_size;

    [FieldOffset(8)]
    public ulong pti_resident_size;

    /// <summary>In ticks of the timebase, <c>hw.tbfrequency</c> per second.</summary>
    [FieldOffset(16)]
    public ulong pti_total_user;

    [FieldOffset(24)]
    public ulong pti_total_system;

    /// <summary>All faults.</summary>
    [FieldOffset(52)]
    public int pti_faults;

    /// <summary>Those of them that had to read a page in.</summary>
    [FieldOffset(56)]
    public int pti_pageins;

    [FieldOffset(80)]
    public int pti_csw;

    [FieldOffset(84)]
    public int pti_threadnum;
}
