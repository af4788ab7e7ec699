using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Interop;

/// <summary>A time in seconds and microseconds (sys/_timeval.h, sys/_time.h).</summary>
[NativeLayout("timeval", Systems = BsdSystems.FreeBsd | BsdSystems.OpenBsd)]
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct TimeValue
{
    [FieldOffset(0)]
    public long tv_sec;

    [FieldOffset(8)]
    public long tv_usec;

    public readonly long Microseconds => unchecked((tv_sec * 1_000_000) + tv_usec);

    /// <summary>The time since 1970 as a date; null if out of range.</summary>
    public readonly DateTimeOffset? ToInstant() => UnixTime.FromSeconds(tv_sec, tv_usec);
}

/// <summary>The same with microseconds of the type <c>int</c> (sys/time.h, sys/_types/_timeval.h).</summary>
[NativeLayout("timeval", Systems = BsdSystems.NetBsd | BsdSystems.MacOS)]
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct TimeValue32
{
    [FieldOffset(0)]
    public long tv_sec;

    [FieldOffset(8)]
    public int tv_usec;

    public readonly long Microseconds => unchecked((tv_sec * 1_000_000) + tv_usec);

    /// <summary>The time since 1970 as a date; null if out of range.</summary>
    public readonly DateTimeOffset? ToInstant() => UnixTime.FromSeconds(tv_sec, tv_usec);
}
