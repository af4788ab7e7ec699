using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>A region of a process's memory (sys/proc_info.h).</summary>
[NativeLayout("proc_regioninfo")]
[StructLayout(LayoutKind.Explicit, Size = 96)]
internal struct RegionInformation
{
    [FieldOffset(52)]
    public uint pri_ref_count;

    [FieldOffset(60)]
    public uint pri_share_mode;

    [FieldOffset(64)]
    public uint pri_private_pages_resident;

    [FieldOffset(68)]
    public uint pri_shared_pages_resident;

    [FieldOffset(80)]
    public ulong pri_address;

    [FieldOffset(88)]
    public ulong pri_size;
}
