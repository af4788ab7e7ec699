using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>A record of the process table (sys/sysctl.h).</summary>
[NativeLayout("kinfo_proc")]
[StructLayout(LayoutKind.Explicit, Size = 648)]
internal struct KinfoProc
{
    [FieldOffset(0)]
    public ProcessPart kp_proc;

    [FieldOffset(296)]
    public ParentPart kp_eproc;
}
