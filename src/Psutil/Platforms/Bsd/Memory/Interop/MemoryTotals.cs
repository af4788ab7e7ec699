using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Interop;

/// <summary>Memory by use, in pages, on OpenBSD and NetBSD (sys/vmmeter.h).</summary>
[NativeLayout("vmtotal", Systems = BsdSystems.OpenBsd | BsdSystems.NetBsd)]
[StructLayout(LayoutKind.Explicit, Size = 48)]
internal struct MemoryTotals
{
    [FieldOffset(36)]
    public uint t_rmshr;
}
