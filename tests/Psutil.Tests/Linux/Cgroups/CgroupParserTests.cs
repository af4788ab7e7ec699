using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class CgroupParserTests
{
    private const string Mounts = """
        23 27 0:22 / /sys rw,relatime shared:7 - sysfs sysfs rw
        31 23 0:28 / /sys/fs/cgroup ro,nosuid shared:9 - tmpfs tmpfs ro,mode=755
        32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:15 - cgroup cgroup rw,cpu,cpuacct
        35 31 0:32 /docker/0a1b /sys/fs/cgroup/memory ro,relatime master:16 - cgroup cgroup rw,memory
        41 31 0:38 / /sys/fs/cgroup/unified rw,relatime shared:10 master:2 - cgroup2 cgroup2 rw,nsdelegate
        50 27 0:40 / /mnt/with\040space rw - cgroup2 none
        60 27 0:41 / /mnt/other rw - ext4 /dev/cgroup rw

        """;

    [Fact]
    public void MembershipsMayHaveColonsInTheirPaths()
    {
        Assert.Equal(
            [
                new CgroupMembership("name=systemd", "/user.slice/a:b"),
                new CgroupMembership("cpu,cpuacct", "/"),
                new CgroupMembership("", "/init.scope"),
            ],
            CgroupParser.ParseMemberships(
                "9:name=systemd:/user.slice/a:b\n1:cpu,cpuacct:/\n\nnonsense\n3:pids:relative\n0::/init.scope\n"u8
            )
        );
    }

    [Fact]
    public void OnlyCgroupMountsAreKept()
    {
        Assert.Equal(
            [
                new CgroupMount("rw,cpu,cpuacct", "/", "/sys/fs/cgroup/cpu,cpuacct"),
                new CgroupMount("rw,memory", "/docker/0a1b", "/sys/fs/cgroup/memory"),
                new CgroupMount(null, "/", "/sys/fs/cgroup/unified"),
                new CgroupMount(null, "/", "/mnt/with space"),
            ],
            CgroupParser.ParseMounts(Encoding.UTF8.GetBytes(Mounts))
        );
    }

    [Theory]
    [InlineData("max\n", null)]
    [InlineData("-1\n", null)]
    [InlineData("9223372036854771712\n", null)]
    [InlineData("9223372036854710272\n", null)]
    [InlineData("9223372036854775807\n", null)]
    [InlineData("18446744073709551615\n", null)]
    [InlineData("0\n", 0L)]
    [InlineData("536870912\n", 536870912L)]
    public void NoLimitIsNull(string text, long? expected)
    {
        Assert.True(CgroupParser.TryParseLimit(Encoding.UTF8.GetBytes(text), out long? limit, out _));
        Assert.Equal(expected, limit);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("12 13")]
    [InlineData("-5")]
    public void ALimitThatIsNoneIsMalformed(string text)
    {
        Assert.False(CgroupParser.TryParseLimit(Encoding.UTF8.GetBytes(text), out long? limit, out string? malformed));
        Assert.Null(limit);
        Assert.Equal("limit", malformed);
    }

    [Theory]
    [InlineData("max 100000\n", null)]
    [InlineData("150000 100000\n", 1.5)]
    [InlineData("5000 10000\n", 0.5)]
    public void CpuTimeIsQuotaByPeriod(string text, double? expected)
    {
        Assert.True(CgroupParser.TryParseCpuMaximum(Encoding.UTF8.GetBytes(text), out double? cpus, out _));
        Assert.Equal(expected, cpus);
    }

    [Theory]
    [InlineData("", "period")]
    [InlineData("max", "period")]
    [InlineData("100000 0", "period")]
    [InlineData("x 100000", "quota")]
    [InlineData("0 100000", "quota")]
    public void CpuTimeThatIsNoneIsMalformed(string text, string field)
    {
        Assert.False(CgroupParser.TryParseCpuMaximum(Encoding.UTF8.GetBytes(text), out _, out string? malformed));
        Assert.Equal(field, malformed);
    }

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

    [Fact]
    public void NothingThrows()
    {
        IReadOnlyList<CgroupMembership> memberships = CgroupParser.ParseMemberships("1:cpu,cpuacct:/a/b\n0::/x\n"u8);
        HostileInput.NeverThrows(Mounts, bytes => CgroupFolder.Find("cpu", memberships, CgroupParser.ParseMounts(bytes)));
        IReadOnlyList<CgroupMount> mounts = CgroupParser.ParseMounts(Encoding.UTF8.GetBytes(Mounts));
        HostileInput.NeverThrows("4:memory:/docker/0a1b/../x\n0::/../x\n", bytes =>
        {
            CgroupFolder.Find("memory", CgroupParser.ParseMemberships(bytes), mounts)?.FromLeafToTop().Count();
            CgroupFolder.Find("", CgroupParser.ParseMemberships(bytes), mounts)?.FromLeafToTop().Count();
        });
        HostileInput.NeverThrows("150000 100000\n", bytes =>
        {
            Assert.True(CgroupParser.TryParseCpuMaximum(bytes, out _, out string? badMaximum) || badMaximum is not null);
            Assert.True(CgroupParser.TryParseLimit(bytes, out _, out string? badLimit) || badLimit is not null);
        });
    }
}
