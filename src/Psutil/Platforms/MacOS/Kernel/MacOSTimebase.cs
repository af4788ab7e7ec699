using Psutil.Platforms.Bsd;

namespace Psutil.Platforms.MacOS;

/// <summary>
/// The unit of a process's CPU times: a nanosecond on x64, 1/24 000 000 s on Apple silicon. Read from the kernel and not from
/// <c>mach_timebase_info</c>, because for an x64 process Rosetta reports the unit of an x64 machine.
/// </summary>
internal sealed class MacOSTimebase
{
    private long _frequency;

    private long Frequency =>
        _frequency > 0 ? _frequency : _frequency = NamedSysctl.Find<long>("hw.tbfrequency") is > 0 and var known ? known : 1_000_000_000;

    public static TimeSpan FromNanoseconds(ulong nanoseconds) => TimeSpan.FromTicks((long)(nanoseconds / TimeSpan.NanosecondsPerTick));

    public TimeSpan ToTimeSpan(ulong ticks) =>
        TimeSpan.FromTicks((long)UInt128.Min((UInt128)ticks * TimeSpan.TicksPerSecond / (ulong)Frequency, long.MaxValue));
}
