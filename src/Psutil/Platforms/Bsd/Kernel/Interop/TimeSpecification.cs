using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Interop;

/// <summary>A time in seconds and nanoseconds (sys/_timespec.h).</summary>
[NativeLayout("timespec", Systems = BsdSystems.All)]
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct TimeSpecification
{
    [FieldOffset(0)]
    public long tv_sec;

    [FieldOffset(8)]
    public long tv_nsec;

    public static TimeSpecification From(TimeSpan time) =>
        new()
        {
            tv_sec = time.Ticks / TimeSpan.TicksPerSecond,
            tv_nsec = time.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick,
        };
}
