using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>Swap space in bytes (sys/sysctl.h).</summary>
[NativeLayout("xsw_usage")]
[StructLayout(LayoutKind.Explicit, Size = 32)]
internal struct SwapUsage
{
    [FieldOffset(0)]
    public ulong xsu_total;

    [FieldOffset(8)]
    public ulong xsu_avail;

    [FieldOffset(16)]
    public ulong xsu_used;
}
