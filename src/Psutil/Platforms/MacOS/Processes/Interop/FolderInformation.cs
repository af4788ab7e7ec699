using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>A process's working directory and root (sys/proc_info.h).</summary>
[NativeLayout("proc_vnodepathinfo")]
[StructLayout(LayoutKind.Explicit, Size = 2352)]
internal struct FolderInformation
{
    [FieldOffset(0)]
    public PathInformation pvi_cdir;
}
