using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.OpenBsd.Interop;

/// <summary>A disk's counters (sys/disk.h).</summary>
[NativeLayout("diskstats")]
[StructLayout(LayoutKind.Explicit, Size = 112)]
internal unsafe struct DiskStatistics : IDiskStatistics
{
    [FieldOffset(0)]
    public fixed byte ds_name[16];

    [FieldOffset(24)]
    public ulong ds_rxfer;

    [FieldOffset(32)]
    public ulong ds_wxfer;

    [FieldOffset(48)]
    public ulong ds_rbytes;

    [FieldOffset(56)]
    public ulong ds_wbytes;

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Name => NativeText.UpToNul(in ds_name[0], 16);

    public readonly ulong Reads => ds_rxfer;

    public readonly ulong Writes => ds_wxfer;

    public readonly ulong BytesRead => ds_rbytes;

    public readonly ulong BytesWritten => ds_wbytes;
}
