using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.OpenBsd.Interop;

/// <summary>What a CPU has done (sys/sched.h).</summary>
[NativeLayout("cpustats")]
[StructLayout(LayoutKind.Explicit, Size = 56)]
internal unsafe struct CpuStates
{
    public const ulong CPUSTATS_ONLINE = 1;

    [FieldOffset(0)]
    public fixed ulong cs_time[6];

    [FieldOffset(48)]
    public ulong cs_flags;
}
