using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>A device's counters (sys/devicestat.h): arrays by kind of transaction.</summary>
[NativeLayout("devstat")]
[StructLayout(LayoutKind.Explicit, Size = 288)]
internal unsafe struct DeviceStatistics
{
    public const int DEVSTAT_READ = 1;
    public const int DEVSTAT_WRITE = 2;

    private const int NameSize = 16;

    [FieldOffset(44)]
    public fixed byte device_name[NameSize];

    [FieldOffset(60)]
    public int unit_number;

    [FieldOffset(64)]
    public fixed ulong bytes[4];

    [FieldOffset(96)]
    public fixed ulong operations[4];

    /// <summary>Four <see cref="BinaryTime"/>.</summary>
    [FieldOffset(128)]
    public fixed ulong duration[8];

    [FieldOffset(192)]
    public BinaryTime busy_time;

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Name => NativeText.UpToNul(in device_name[0], NameSize);

    public readonly BinaryTime DurationOf(int transaction) =>
        new() { sec = (long)duration[transaction * 2], frac = duration[(transaction * 2) + 1] };
}

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
