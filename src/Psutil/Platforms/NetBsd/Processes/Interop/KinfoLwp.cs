using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>A thread (sys/sysctl.h).</summary>
[NativeLayout("kinfo_lwp")]
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal unsafe struct KinfoLwp
{
    [FieldOffset(32)]
    public int l_lid;

    [FieldOffset(58)]
    public sbyte l_stat;

    /// <summary>CPU time, user and system together.</summary>
    [FieldOffset(88)]
    public uint l_rtime_sec;

    [FieldOffset(92)]
    public uint l_rtime_usec;

    [FieldOffset(108)]
    public fixed byte l_name[20];

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Name => NativeText.UpToNul(in l_name[0], 20);
}
