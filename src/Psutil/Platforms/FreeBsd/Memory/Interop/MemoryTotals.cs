using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>Memory by use, in pages (sys/vmmeter.h).</summary>
[NativeLayout("vmtotal")]
[StructLayout(LayoutKind.Explicit, Size = 88)]
internal struct MemoryTotals
{
    [FieldOffset(32)]
    public ulong t_vmshr;

    [FieldOffset(48)]
    public ulong t_rmshr;
}
