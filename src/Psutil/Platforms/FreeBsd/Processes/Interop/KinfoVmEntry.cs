using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>A record of a process's memory map (sys/user.h). It has its length, because the kernel cuts it after the path.</summary>
[NativeLayout("kinfo_vmentry")]
[StructLayout(LayoutKind.Explicit, Size = 1160)]
internal unsafe struct KinfoVmEntry
{
    public const int PathOffset = 136;
    private const int PathSize = 1024;

    [FieldOffset(0)]
    public int kve_structsize;

    [FieldOffset(4)]
    public int kve_type;

    [FieldOffset(8)]
    public ulong kve_start;

    [FieldOffset(16)]
    public ulong kve_end;

    /// <summary>In pages.</summary>
    [FieldOffset(48)]
    public int kve_resident;

    /// <summary>In pages.</summary>
    [FieldOffset(52)]
    public int kve_private_resident;

    [FieldOffset(56)]
    public int kve_protection;

    [FieldOffset(60)]
    public int kve_ref_count;

    [FieldOffset(64)]
    public int kve_shadow_count;

    [FieldOffset(PathOffset)]
    public fixed byte kve_path[PathSize];

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Path => NativeText.UpToNul(in kve_path[0], PathSize);
}
