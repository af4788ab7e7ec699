using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

internal static unsafe partial class Libc
{
    // From <time.h>.
    private const int RealTimeClock = 0;
    private const int BootTimeClock = 7;

    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Nanoseconds since 1970; false if the call failed.</summary>
    public static bool TryGetRealTime(out long nanoseconds) => TryGetClock(RealTimeClock, out nanoseconds);

    /// <summary>Nanoseconds since the kernel started, including sleep; false if the call failed.</summary>
    public static bool TryGetTimeSinceBoot(out long nanoseconds) => TryGetClock(BootTimeClock, out nanoseconds);

    private static bool TryGetClock(int clock, out long nanoseconds)
    {
        TimeSpecification time;
        bool succeeded = clock_gettime(clock, &time) == 0;
        nanoseconds = succeeded ? (time.Seconds * NanosecondsPerSecond) + time.Nanoseconds : 0;
        return succeeded;
    }

    [LibraryImport(Library)]
    private static partial int clock_gettime(int clock, TimeSpecification* time);

    /// <summary><c>struct timespec</c>. The function without a suffix keeps the old, word-sized structure on 32-bit systems too.</summary>
    internal struct TimeSpecification
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
