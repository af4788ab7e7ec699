using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>A file and its path (sys/proc_info.h).</summary>
[NativeLayout("vnode_info_path")]
[StructLayout(LayoutKind.Explicit, Size = 1176)]
internal unsafe struct PathInformation
{
    private const int PathSize = 1024;

    [FieldOffset(0)]
    public VnodeInformation vip_vi;

    [FieldOffset(152)]
    public fixed byte vip_path[PathSize];

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Path => NativeText.UpToNul(in vip_path[0], PathSize);
}
