using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>Memory by use, in pages (sys/vmmeter.h).</summary>
[NativeLayout("vmtotal")]
[StructLayout(LayoutKind.Explicit, Size = 48)]
internal struct MemoryTotals
{
    [FieldOffset(36)]
    public int t_rmshr;
}
