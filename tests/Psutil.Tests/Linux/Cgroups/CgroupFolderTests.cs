using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class CgroupFolderTests
{
    [Theory]
    [InlineData("/", "/a/b", "a/b")]
    [InlineData("/", "/", "")]
    [InlineData("/docker/0a1b", "/docker/0a1b", "")]
    [InlineData("/docker/0a1b", "/docker/0a1b/inner/x", "inner/x")]
    [InlineData("/docker/0a1b", "/", "")]
    [InlineData("/docker/0a", "/docker/0a1b", "")]
    [InlineData("/../..", "/", "")]
    [InlineData("/..", "/../sibling", "sibling")]
    [InlineData("/../..", "/../sibling", "")]
    public void TheFolderIsWhatTheMountShows(string root, string path, string expected) =>
        Assert.Equal(
            new CgroupFolder("/sys/fs/cgroup", expected),
            CgroupFolder.Find("", [new CgroupMembership("", path)], [new CgroupMount(null, root, "/sys/fs/cgroup")])
        );

    [Fact]
    public void ACgroupOutsideTheNamespaceIsNotShownByTheMountOfItsRoot() =>
        Assert.Null(CgroupFolder.Find("", [new CgroupMembership("", "/../sibling")], [new CgroupMount(null, "/", "/sys/fs/cgroup")]));

    [Fact]
    public void AMountThatShowsTheCgroupIsPreferred()
    {
        CgroupMount[] mounts = [new CgroupMount("rw,cpu", "/elsewhere", "/first"), new CgroupMount("rw,cpu", "/", "/second")];
        Assert.Equal(new CgroupFolder("/second", "a"), CgroupFolder.Find("cpu", [new CgroupMembership("cpuset,cpu", "/a")], mounts));
        Assert.Null(CgroupFolder.Find("cpu", [new CgroupMembership("cpuset", "/a")], mounts));
        Assert.Null(CgroupFolder.Find("memory", [new CgroupMembership("memory", "/a")], mounts));
    }

    [Fact]
    public void AncestorsReachUpToTheMountPoint() =>
        Assert.Equal(["a/b/c", "a/b", "a", ""], new CgroupFolder("/x", "a/b/c").FromLeafToTop());
}
