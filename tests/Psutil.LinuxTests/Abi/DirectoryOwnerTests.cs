using Psutil.Recording.Platforms.Unix;

namespace Psutil.LinuxTests.Abi;

public unsafe class DirectoryOwnerTests
{
    [Fact]
    public void TheOwnerOfADirectoryIsWhereTheHeadersHaveIt()
    {
        IReadOnlyDictionary<string, long> c = CHeaders.Evaluate(
            "linux/stat.h\nfcntl.h",
            "sizeof(struct statx)",
            "offsetof(struct statx, stx_uid)",
            "STATX_UID",
            "AT_FDCWD",
            "AT_SYMLINK_NOFOLLOW"
        );
        DirectoryOwner.StatusBuffer status = default;
        Assert.Equal(c["sizeof(struct statx)"], sizeof(DirectoryOwner.StatusBuffer));
        Assert.Equal(c["offsetof(struct statx, stx_uid)"], (byte*)&status.User - (byte*)&status);
        Assert.Equal(DirectoryOwner.StatxUid, c["STATX_UID"]);
        Assert.Equal(DirectoryOwner.AtFdCwd, c["AT_FDCWD"]);
        Assert.Equal(DirectoryOwner.AtSymlinkNoFollow, c["AT_SYMLINK_NOFOLLOW"]);
    }
}
