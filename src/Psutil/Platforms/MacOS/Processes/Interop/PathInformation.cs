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

/// <summary>A file (sys/proc_info.h).</summary>
[NativeLayout("vnode_info")]
[StructLayout(LayoutKind.Explicit, Size = 152)]
internal struct VnodeInformation
{
    [FieldOffset(0)]
    public FileStatus vi_stat;
}

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

/// <summary>A descriptor that is a file (sys/proc_info.h).</summary>
[NativeLayout("vnode_fdinfowithpath")]
[StructLayout(LayoutKind.Explicit, Size = 1200)]
internal struct FileInformation
{
    [FieldOffset(24)]
    public PathInformation pvip;
}

/// <summary>A process's working directory and root (sys/proc_info.h).</summary>
[NativeLayout("proc_vnodepathinfo")]
[StructLayout(LayoutKind.Explicit, Size = 2352)]
internal struct FolderInformation
{
    [FieldOffset(0)]
    public PathInformation pvi_cdir;
}
