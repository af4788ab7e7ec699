using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>A record of a process's open files (sys/user.h). It has its length, because the kernel cuts it after the path.</summary>
[NativeLayout("kinfo_file")]
[StructLayout(LayoutKind.Explicit, Size = 1392)]
internal unsafe struct KinfoFile
{
    public const int PathOffset = 368;
    private const int PathSize = 1024;

    [FieldOffset(0)]
    public int kf_structsize;

    [FieldOffset(4)]
    public int kf_type;

    /// <summary>The descriptor; a negative number means the working directory, the program or similar.</summary>
    [FieldOffset(8)]
    public int kf_fd;

    [FieldOffset(16)]
    public int kf_flags;

    [FieldOffset(24)]
    public long kf_offset;

    [FieldOffset(32)]
    public int kf_vnode_type;

    [FieldOffset(PathOffset)]
    public fixed byte kf_path[PathSize];

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Path => NativeText.UpToNul(in kf_path[0], PathSize);
}

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

    /// <summary>The address in the kernel of its target.</summary>
    [FieldOffset(56)]
    public ulong xf_data;
}
