using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>A descriptor that is a file (sys/proc_info.h).</summary>
[NativeLayout("vnode_fdinfowithpath")]
[StructLayout(LayoutKind.Explicit, Size = 1200)]
internal struct FileInformation
{
    [FieldOffset(24)]
    public PathInformation pvip;
}
