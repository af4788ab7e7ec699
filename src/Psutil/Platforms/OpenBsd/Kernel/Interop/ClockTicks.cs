using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.OpenBsd.Interop;

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
