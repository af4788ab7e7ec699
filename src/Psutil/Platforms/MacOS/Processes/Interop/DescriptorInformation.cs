using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>A descriptor (sys/proc_info.h).</summary>
[NativeLayout("proc_fdinfo")]
[StructLayout(LayoutKind.Explicit, Size = 8)]
internal struct DescriptorInformation
{
    [FieldOffset(0)]
    public int proc_fd;

    [FieldOffset(4)]
    public uint proc_fdtype;
}
