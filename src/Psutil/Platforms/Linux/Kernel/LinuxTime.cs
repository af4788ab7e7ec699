using System.Diagnostics;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>Converts the kernel's clock ticks to time spans, and its clocks to each other.</summary>
internal static class LinuxTime
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    // Two readings of clocks, one after the other: they take less than a microsecond where nothing comes between them.
    private const long CloseEnough = 100_000;
    private const int MostReadings = 10;

    private static readonly long TimeSpanTicksPerClockTick = TimeSpan.TicksPerSecond / Libc.ClockTicksPerSecond;

    /// <summary>A CPU time; a value out of range becomes the nearest possible one.</summary>
    public static TimeSpan FromTicks(long ticks) => new(Saturating.Multiply(ticks, TimeSpanTicksPerClockTick));

    /// <summary>The time of an event that the kernel reports in ticks after boot; null if it is out of range.</summary>
    /// <remarks>
    /// In a time namespace whose boot clock was set back, older processes started before its boot. The kernel computes that in unsigned
    /// 64-bit nanoseconds and divides afterwards (timens_add_boottime_ns and nsec_to_clock_t in fs/proc/array.c).
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
    /// Converts a time of the monotonic clock (which <see cref="Stopwatch"/> also reads) to the machine's current clock.
    /// </summary>
    public static DateTimeOffset ToWallClock(long monotonicNanoseconds)
    {
        long ahead = CompareWithMonotonic(static () =>
            (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick
        );
        return DateTimeOffset.UnixEpoch
            + new TimeSpan(ahead / TimeSpan.NanosecondsPerTick)
            + new TimeSpan(monotonicNanoseconds / TimeSpan.NanosecondsPerTick);
    }

    /// <summary>
    /// Converts a time of the monotonic clock, which stops while the machine sleeps, to the unit of processes' start times, ticks after
    /// boot.
    /// </summary>
    public static long ToBootTicks(long monotonicNanoseconds)
    {
        long asleep = CompareWithMonotonic(static () =>
            Libc.TryGetTimeSinceBoot(out long sinceBoot) ? sinceBoot : Stopwatch.GetTimestamp()
        );
        return (long)((Int128)(monotonicNanoseconds + asleep) * Libc.ClockTicksPerSecond / NanosecondsPerSecond);
    }

    /// <summary>How far another clock is ahead of the monotonic one, in nanoseconds.</summary>
    /// <remarks>On a busy machine, seconds can pass between two readings. So the readings that are closest together count.</remarks>
    /// <param name="read">Reads the other clock.</param>
    internal static long CompareWithMonotonic(Func<long> read)
    {
        long closest = long.MaxValue;
        long ahead = 0;
        for (int reading = 0; reading < MostReadings && closest > CloseEnough; reading++)
        {
            long before = Stopwatch.GetTimestamp();
            long other = read();
            long between = Stopwatch.GetTimestamp() - before;
            if (between < closest)
            {
                closest = between;
                ahead = other - before;
            }
        }

        return ahead;
    }
}
