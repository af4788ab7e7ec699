using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>A descriptor of a process (sys/sysctl.h). The kernel does not report paths of files.</summary>
[NativeLayout("kinfo_file")]
[StructLayout(LayoutKind.Explicit, Size = 120)]
internal struct KinfoFile
{
    /// <summary>The address in the kernel of its target.</summary>
    [FieldOffset(64)]
    public ulong ki_fdata;

    [FieldOffset(104)]
    public uint ki_pid;

    [FieldOffset(108)]
    public int ki_fd;
}
