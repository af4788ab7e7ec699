using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>A process's real and saved users (sys/sysctl.h).</summary>
[NativeLayout("_pcred")]
[StructLayout(LayoutKind.Explicit, Size = 104)]
internal struct RealCredentials
{
    [FieldOffset(80)]
    public uint p_ruid;

    [FieldOffset(84)]
    public uint p_svuid;

    [FieldOffset(88)]
    public uint p_rgid;

    [FieldOffset(92)]
    public uint p_svgid;
}
