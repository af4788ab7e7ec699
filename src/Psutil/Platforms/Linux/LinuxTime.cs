using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>The kernel's clock ticks as time spans.</summary>
internal static class LinuxTime
{
    private static readonly long TimeSpanTicksPerClockTick = TimeSpan.TicksPerSecond / Libc.ClockTicksPerSecond;

    public static TimeSpan FromTicks(long ticks) => new(ticks * TimeSpanTicksPerClockTick);
}
