using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>What surrounds a process in a record of the process table (sys/sysctl.h).</summary>
[NativeLayout("eproc")]
[StructLayout(LayoutKind.Explicit, Size = 352)]
internal struct ParentPart
{
    [FieldOffset(16)]
    public RealCredentials e_pcred;

    [FieldOffset(120)]
    public EffectiveCredentials e_ucred;

    [FieldOffset(264)]
    public int e_ppid;

    [FieldOffset(268)]
    public int e_pgid;

    [FieldOffset(276)]
    public int e_tdev;

    [FieldOffset(316)]
    public int e_flag;
}
