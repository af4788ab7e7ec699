using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>A time in seconds and 2⁻⁶⁴ seconds (sys/time.h).</summary>
[NativeLayout("bintime")]
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct BinaryTime
{
    [FieldOffset(0)]
    public long sec;

    [FieldOffset(8)]
    public ulong frac;

    public readonly TimeSpan ToTimeSpan() =>
        TimeSpan.FromTicks(unchecked((sec * TimeSpan.TicksPerSecond) + (long)Math.BigMul(frac, (ulong)TimeSpan.TicksPerSecond, out _)));
}
