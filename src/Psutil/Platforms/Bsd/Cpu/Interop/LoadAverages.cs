using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Interop;

/// <summary>The load averages as fractions of <see cref="fscale"/> (sys/resource.h).</summary>
[NativeLayout("loadavg", Systems = BsdSystems.All)]
[StructLayout(LayoutKind.Explicit, Size = 24)]
internal unsafe struct LoadAverages
{
    [FieldOffset(0)]
    public fixed uint ldavg[3];

    [FieldOffset(16)]
    public long fscale;
}
