using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class MountTreeTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/etc/passwd", "/")]
    [InlineData("/mnt", "/")]
    [InlineData("/mnt/nfs", "/mnt/nfs")]
    [InlineData("/mnt/nfs2", "/")]
    [InlineData("/mnt/nfs/a/b", "/mnt/nfs")]
    [InlineData("/mnt/nfs/memory/a", "/mnt/nfs/memory")]
    public void APathIsOnTheMountWithTheLongestPrefix(string path, string mountPoint) =>
        Assert.Equal(mountPoint, Mounts(("/", "ext4"), ("/mnt/nfs", "nfs4"), ("/mnt/nfs/memory", "tmpfs")).Find(path)?.MountPoint);

    [Fact]
    public void WithoutARootAPathCanBeOnNoMount() => Assert.Null(Mounts(("/mnt", "ext4")).Find("/etc"));

    [Fact]
    public void OfSeveralOnOneMountPointTheLastIsSeen() =>
        Assert.Equal("tmpfs", Mounts(("/", "ext4"), ("/m", "nfs"), ("/m", "tmpfs")).Find("/m")?.FileSystemType);

    [Theory]
    [InlineData("/", false)]
    [InlineData("/proc", false)]
    [InlineData("/mnt/nfs", true)]
    [InlineData("/mnt/unknown", true)]
    [InlineData("/mnt/sshfs", true)]
    [InlineData("/mnt/ntfs-3g", true)]
    [InlineData("/mnt/automatic", true)]
    [InlineData("/mnt/nfs/memory", true)]
    [InlineData("/mnt/nfs2", false)]
    public void OnlyWhatTheKernelAnswersForByItselfCannotHang(string mountPoint, bool canHang)
    {
        MountTree mounts = Mounts(
            ("/", "overlay"),
            ("/proc", "proc"),
            ("/mnt/nfs", "nfs4"),
            ("/mnt/unknown", "newfs"),
            ("/mnt/sshfs", "fuse.sshfs"),
            ("/mnt/ntfs-3g", "fuseblk"),
            ("/mnt/automatic", "autofs"),
            ("/mnt/nfs/memory", "tmpfs"),
            ("/mnt/nfs2", "xfs")
        );
        Assert.Equal(canHang, mounts.CanHang(mounts.Find(mountPoint)!));
    }

    [Fact]
    public void BelowARootFromTheNetworkAllCanHang()
    {
        MountTree mounts = Mounts(("/", "nfs"), ("/proc", "proc"));
        Assert.True(mounts.CanHang(mounts.Find("/proc")!));
    }

    private static MountTree Mounts(params (string MountPoint, string Type)[] mounts) =>
        new(mounts.Select(mount => new MountEntry("device", mount.MountPoint, mount.Type, "rw", "/", null)));
}
