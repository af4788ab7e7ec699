using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>A mounted file system (sys/mount.h).</summary>
[NativeLayout("statfs")]
[StructLayout(LayoutKind.Explicit, Size = 2344)]
internal unsafe struct FileSystemEntry : IFileSystemEntry
{
    private const int TypeSize = 16;
    private const int PathSize = 1024;

    [FieldOffset(8)]
    public ulong f_flags;

    [FieldOffset(280)]
    public fixed byte f_fstypename[TypeSize];

    [FieldOffset(296)]
    public fixed byte f_mntfromname[PathSize];

    [FieldOffset(1320)]
    public fixed byte f_mntonname[PathSize];

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Type => NativeText.UpToNul(in f_fstypename[0], TypeSize);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Device => NativeText.UpToNul(in f_mntfromname[0], PathSize);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> MountPoint => NativeText.UpToNul(in f_mntonname[0], PathSize);

    public readonly ulong Flags => f_flags;
}
