using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.OpenBsd.Interop;

/// <summary>A CPU's times (sys/sched.h).</summary>
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

/// <summary>The rates of the kernel's clocks (sys/time.h): one field less than on the other systems.</summary>
[NativeLayout("clockinfo")]
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct ClockTicks
{
    [FieldOffset(0)]
    public int hz;

    /// <summary>The rate of the clock that counts CPU times; 0 if that is <see cref="hz"/>.</summary>
    [FieldOffset(8)]
    public int stathz;

    /// <summary>Ticks per second of the CPU times.</summary>
    public readonly int StatisticsHertz => stathz > 0 ? stathz : hz;
}

/// <summary>The kernel's array of CPU times (sys/sched.h).</summary>
internal static class CpuStateNumbers
{
    public const int CPUSTATES = 6;
    public const int CP_USER = 0;
    public const int CP_NICE = 1;
    public const int CP_SYS = 2;
    public const int CP_SPIN = 3;
    public const int CP_INTR = 4;
    public const int CP_IDLE = 5;
}
