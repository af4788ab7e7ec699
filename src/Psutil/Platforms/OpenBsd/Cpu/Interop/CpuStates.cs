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

/// <summary>How often the kernel's clocks tick (sys/time.h): a field less than the other systems have.</summary>
[NativeLayout("clockinfo")]
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct ClockTicks
{
    [FieldOffset(0)]
    public int hz;

    /// <summary>The clock by which CPU times are counted; 0 if that is <see cref="hz"/>.</summary>
    [FieldOffset(8)]
    public int stathz;

    /// <summary>Ticks per second of the CPU times.</summary>
    public readonly int StatisticsHertz => stathz > 0 ? stathz : hz;
}
