using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>A file (sys/proc_info.h).</summary>
[NativeLayout("vnode_info")]
[StructLayout(LayoutKind.Explicit, Size = 152)]
internal struct VnodeInformation
{
    [FieldOffset(0)]
    public FileStatus vi_stat;
}
