using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>A limit of a process (sys/resource.h).</summary>
[NativeLayout("rlimit")]
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct Limits
{
    [FieldOffset(0)]
    public long rlim_cur;

    [FieldOffset(8)]
    public long rlim_max;
}
