using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>A process's resource usage (sys/resource.h).</summary>
[NativeLayout("rusage")]
[StructLayout(LayoutKind.Explicit, Size = 144)]
internal struct ResourceUsage
{
    [FieldOffset(0)]
    public TimeValue ru_utime;

    [FieldOffset(16)]
    public TimeValue ru_stime;

    /// <summary>In KiB.</summary>
    [FieldOffset(32)]
    public long ru_maxrss;

    [FieldOffset(64)]
    public long ru_minflt;

    [FieldOffset(72)]
    public long ru_majflt;

    [FieldOffset(88)]
    public long ru_inblock;

    [FieldOffset(96)]
    public long ru_oublock;

    [FieldOffset(128)]
    public long ru_nvcsw;

    [FieldOffset(136)]
    public long ru_nivcsw;
}

/// <summary>A limit of a process (sys/resource.h).</summary>
[NativeLayout("rlimit")]
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct ResourceLimits
{
    [FieldOffset(0)]
    public long rlim_cur;

    [FieldOffset(8)]
    public long rlim_max;
}
