using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.OpenBsd.Interop;

/// <summary>The buffer cache (sys/mount.h): its beginning, which has not moved; what follows differs by version.</summary>
[NativeLayout("bcachestats", IsPrefix = true)]
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct BufferCache
{
    [FieldOffset(8)]
    public long numbufpages;
}
