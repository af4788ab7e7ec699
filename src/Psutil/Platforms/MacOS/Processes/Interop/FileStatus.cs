using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>A file's status (sys/proc_info.h).</summary>
[NativeLayout("vinfo_stat")]
[StructLayout(LayoutKind.Explicit, Size = 136)]
internal struct FileStatus
{
    // The mode's upper four bits (sys/stat.h).
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;

    [FieldOffset(4)]
    public ushort vst_mode;

    public readonly bool IsRegularFile => (vst_mode & TypeMask) == RegularFile;
}
