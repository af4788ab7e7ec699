using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>A disk's counters (sys/iostat.h).</summary>
[NativeLayout("io_sysctl")]
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal unsafe struct DiskStatistics : IDiskStatistics
{
    [FieldOffset(0)]
    public fixed byte name[16];

    [FieldOffset(72)]
    public ulong rxfer;

    [FieldOffset(80)]
    public ulong rbytes;

    [FieldOffset(88)]
    public ulong wxfer;

    [FieldOffset(96)]
    public ulong wbytes;

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Name => NativeText.UpToNul(in name[0], 16);

    public readonly ulong Reads => rxfer;

    public readonly ulong Writes => wxfer;

    public readonly ulong BytesRead => rbytes;

    public readonly ulong BytesWritten => wbytes;
}
