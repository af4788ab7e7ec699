using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>CPU times in hundredths of a second, by mode (mach/host_info.h, mach/processor_info.h).</summary>
[NativeLayout("host_cpu_load_info")]
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct CpuLoad
{
    [FieldOffset(0)]
    public fixed uint cpu_ticks[4];
}
