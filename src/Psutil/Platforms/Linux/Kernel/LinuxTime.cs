using System.Diagnostics;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>The kernel's clock ticks as time spans, and its clocks in terms of each other.</summary>
internal static class LinuxTime
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private static readonly long TimeSpanTicksPerClockTick = TimeSpan.TicksPerSecond / Libc.ClockTicksPerSecond;

    public static TimeSpan FromTicks(long ticks) => new(ticks * TimeSpanTicksPerClockTick);

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
