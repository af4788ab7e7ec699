using Psutil.Platforms.Bsd;

namespace Psutil.Platforms.MacOS;

/// <summary>
/// The unit of a process's CPU times: a nanosecond on x64, 1/24 000 000 s on Apple silicon. Asked of the kernel and not of
/// <c>mach_timebase_info</c>, which Rosetta answers for an x64 process as if the machine were one.
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
