using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Interop;

/// <summary>The rates of the kernel's clocks (sys/time.h).</summary>
[NativeLayout("clockinfo", Systems = BsdSystems.FreeBsd | BsdSystems.NetBsd | BsdSystems.MacOS)]
[StructLayout(LayoutKind.Explicit, Size = 20)]
internal struct ClockInformation
{
    [FieldOffset(0)]
    public int hz;

    /// <summary>The rate of the clock that counts CPU times; 0 if that is <see cref="hz"/>.</summary>
    [FieldOffset(12)]
    public int stathz;

    /// <summary>Ticks per second of the CPU times.</summary>
    public readonly int StatisticsHertz => stathz > 0 ? stathz : hz;
}
