namespace Psutil.Platforms.Linux;

/// <summary>
/// The file systems for which the kernel answers by itself, from memory or from a disk of this machine. For all others a server or a
/// program answers (NFS, SMB, FUSE, autofs), or may: those can keep a caller waiting forever.
/// </summary>
internal static class LocalFileSystems
{
    private const string OnDisks =
        "adfs affs bcachefs befs bfs btrfs cramfs efs erofs exfat ext2 ext3 ext4 f2fs hfs hfsplus hpfs iso9660 jffs2 jfs minix msdos "
        + "nilfs2 ntfs ntfs3 omfs qnx4 qnx6 reiserfs romfs squashfs sysv ubifs udf ufs vfat xfs zfs zonefs";

    private const string InMemory =
        "binder binfmt_misc bpf cgroup cgroup2 configfs cpuset debugfs devpts devtmpfs efivarfs fusectl hugetlbfs mqueue nfsd nsfs "
        + "proc pstore ramfs resctrl rootfs rpc_pipefs securityfs selinuxfs smackfs sysfs tmpfs tracefs xenfs";

    // These answer for their upper layer, which every usual container runtime has on a disk.
    private const string Layered = "aufs overlay";

    private static readonly HashSet<string> Types = new($"{OnDisks} {InMemory} {Layered}".Split(' '), StringComparer.Ordinal);

    /// <summary>Whether a type is known to be one of them.</summary>
    public static bool Contains(string type) => Types.Contains(type);
}
