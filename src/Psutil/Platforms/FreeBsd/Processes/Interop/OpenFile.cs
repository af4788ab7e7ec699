using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>A descriptor in the kernel's table of all of them (sys/file.h).</summary>
[NativeLayout("xfile")]
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct OpenFile
{
    [FieldOffset(0)]
    public ulong xf_size;

    [FieldOffset(8)]
    public int xf_pid;

    [FieldOffset(16)]
    public int xf_fd;

    /// <summary>The address in the kernel of what it points to.</summary>
    [FieldOffset(56)]
    public ulong xf_data;
}
