using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>A process's effective users (sys/sysctl.h).</summary>
[NativeLayout("_ucred")]
[StructLayout(LayoutKind.Explicit, Size = 76)]
internal unsafe struct EffectiveCredentials
{
    [FieldOffset(4)]
    public uint cr_uid;

    /// <summary>The first is the effective group.</summary>
    [FieldOffset(12)]
    public fixed uint cr_groups[16];
}
