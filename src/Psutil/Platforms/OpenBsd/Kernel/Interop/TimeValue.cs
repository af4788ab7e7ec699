using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.OpenBsd.Interop;

/// <summary>A time to the microsecond (sys/_time.h).</summary>
[NativeLayout("timeval")]
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct TimeValue
{
    [FieldOffset(0)]
    public long tv_sec;

    [FieldOffset(8)]
    public long tv_usec;

    public readonly long Microseconds => unchecked((tv_sec * 1_000_000) + tv_usec);
}
