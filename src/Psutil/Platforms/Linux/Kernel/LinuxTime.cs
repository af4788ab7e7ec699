using System.Diagnostics;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>The kernel's clock ticks as time spans, and its clocks in terms of each other.</summary>
internal static class LinuxTime
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private static readonly long TimeSpanTicksPerClockTick = TimeSpan.TicksPerSecond / Libc.ClockTicksPerSecond;

    /// <summary>A time that was used; one out of range is the nearest that there can be.</summary>
    public static TimeSpan FromTicks(long ticks) => new(Saturating.Multiply(ticks, TimeSpanTicksPerClockTick));

    /// <summary>When something began that the kernel says in ticks after boot; null if no calendar has that day.</summary>
    /// <remarks>
    /// In a time namespace whose boot clock was set back, older processes began before its boot. The kernel counts that in nanoseconds of
    /// 64 bits without a sign, and divides afterwards (timens_add_boottime_ns and nsec_to_clock_t in fs/proc/array.c).
    /// </remarks>
    public static DateTimeOffset? AfterBoot(DateTimeOffset bootTime, long ticks)
    {
        long wrap = (long)((UInt128.One << 64) / (ulong)(NanosecondsPerSecond / Libc.ClockTicksPerSecond));
        long signed = ticks > wrap / 2 && ticks <= wrap ? ticks - wrap : ticks;
        Int128 instant = bootTime.UtcTicks + (Int128)signed * TimeSpanTicksPerClockTick;
        return instant >= DateTimeOffset.UnixEpoch.Ticks && instant <= DateTimeOffset.MaxValue.Ticks
            ? new DateTimeOffset((long)instant, TimeSpan.Zero)
            : null;
    }

    /// <summary>
    /// The instant of a reading of the monotonic clock (which <see cref="Stopwatch"/> reads too), by the machine's present clock.
    /// </summary>
    public static DateTimeOffset ToWallClock(long monotonicNanoseconds) =>
        DateTimeOffset.UtcNow - Stopwatch.GetElapsedTime(monotonicNanoseconds);

    /// <summary>
    /// A reading of the monotonic clock, which stands still while the machine sleeps, in the ticks after boot that processes' start times
    /// are in.
    /// </summary>
    public static long ToBootTicks(long monotonicNanoseconds)
    {
        long asleep = Libc.TryGetTimeSinceBoot(out long sinceBoot) ? sinceBoot - Stopwatch.GetTimestamp() : 0;
        return (long)((Int128)(monotonicNanoseconds + asleep) * Libc.ClockTicksPerSecond / NanosecondsPerSecond);
    }
}
