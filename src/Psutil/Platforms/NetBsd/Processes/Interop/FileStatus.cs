using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.NetBsd.Interop;

/// <summary>A file (sys/stat.h).</summary>
[NativeLayout("stat")]
[StructLayout(LayoutKind.Explicit, Size = 152)]
internal struct FileStatus
{
    /// <summary>The device that it is.</summary>
    [FieldOffset(40)]
    public ulong st_rdev;
}
