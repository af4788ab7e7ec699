namespace Psutil.Platforms.Linux.Interop;

/// <summary>The numbers of file system types (linux/magic.h).</summary>
internal static class FileSystemMagic
{
    public const long Proc = 0x9fa0;
    public const long Autofs = 0x187;
    public const long Sys = 0x62656572;
    public const long Cgroup = 0x27e0eb;
    public const long Cgroup2 = 0x63677270;

    /// <summary>ext2, ext3 and ext4.</summary>
    public const long Ext = 0xef53;
    public const long Xfs = 0x58465342;
    public const long Btrfs = 0x9123683e;
    public const long F2fs = 0xf2f52010;

    /// <summary>That of <c>/dev</c>, too.</summary>
    public const long Tmpfs = 0x01021994;
}
