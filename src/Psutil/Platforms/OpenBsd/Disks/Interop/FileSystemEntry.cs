using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.OpenBsd.Interop;

/// <summary>A mounted file system (sys/mount.h).</summary>
[NativeLayout("statfs")]
[StructLayout(LayoutKind.Explicit, Size = 568)]
internal unsafe struct FileSystemEntry : IFileSystemEntry
{
    [FieldOffset(0)]
    public uint f_flags;

    [FieldOffset(120)]
    public fixed byte f_fstypename[16];

    [FieldOffset(136)]
    public fixed byte f_mntonname[90];

    [FieldOffset(226)]
    public fixed byte f_mntfromname[90];

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Type => NativeText.UpToNul(in f_fstypename[0], 16);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> MountPoint => NativeText.UpToNul(in f_mntonname[0], 90);

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Device => NativeText.UpToNul(in f_mntfromname[0], 90);

    public readonly ulong Flags => f_flags;
}
