using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;
using Psutil.Platforms.Unix.Parsing;

namespace Psutil.Tests.Linux;

public class ProcessFilesParsingTests
{
    private const string Status = """
        Name:	evil\nUid:	0	0	0	0
        Umask:	0022
        State:	S (sleeping)
        Tgid:	987
        Ngid:	0
        Pid:	987
        PPid:	986
        TracerPid:	0
        Uid:	1000	1001	1002	1003
        Gid:	2000	2001	4294967295	2003
        FDSize:	256
        Groups:	4 24 27
        VmPeak:	    8672 kB
        VmSize:	    8468 kB
        VmHWM:	    5320 kB
        VmRSS:	    5160 kB
        RssAnon:	    1764 kB
        RssFile:	    3396 kB
        RssShmem:	       8 kB
        VmData:	    1800 kB
        VmSwap:	      12 kB
        HugetlbPages:	    2048 kB
        Threads:	1
        Cpus_allowed:	3
        Cpus_allowed_list:	0-1
        voluntary_ctxt_switches:	5023
        nonvoluntary_ctxt_switches:	77

        """;

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    [Fact]
    public void StatusGivesIdsMemoryAndSwitches()
    {
        byte[] text = Bytes(Status);
        Assert.True(ProcPidStatus.TryParse(text, out ProcPidStatus status, out _));
        Assert.Equal(987, status.ThreadGroup);
        Assert.Equal(new ProcessUserIds(1000, 1001, 1002), status.UserIds);
        Assert.Equal(new ProcessUserIds(2000, 2001, uint.MaxValue), status.GroupIds);
        Assert.Equal(new ProcessContextSwitches(5023, 77), status.ContextSwitches);
        Assert.Equal("0-1", Encoding.UTF8.GetString(text[status.AllowedCpus]).Trim());
        Assert.Equal(
            new ProcessMemoryDetails
            {
                PeakVms = 8672 * 1024,
                PeakRss = 5320 * 1024,
                RssAnonymous = 1764 * 1024,
                RssFile = 3396 * 1024,
                RssSharedMemory = 8 * 1024,
                Swap = 12 * 1024,
                HugePages = 2048 * 1024,
            },
            status.MemoryDetails
        );
    }

    [Fact]
    public void AKernelThreadsStatusHasNoMemory()
    {
        Assert.True(
            ProcPidStatus.TryParse(
                Bytes("Name:\tkthreadd\nTgid:\t2\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\n"),
                out ProcPidStatus status,
                out _
            )
        );
        Assert.Equal(new ProcessMemoryDetails(), status.MemoryDetails);
        Assert.Null(status.ContextSwitches);
    }

    [Theory]
    [InlineData("Tgid:\t1\nGid:\t0\t0\t0\n", "Uid")]
    [InlineData("Tgid:\t1\nUid:\t0\t0\nGid:\t0\t0\t0\n", "Uid")]
    [InlineData("Tgid:\t1\nUid:\t-1\t0\t0\nGid:\t0\t0\t0\n", "Uid")]
    [InlineData("Uid:\t0\t0\t0\nGid:\t0\t0\t0\n", "Tgid")]
    [InlineData("Tgid:\t1\nUid:\t0\t0\t0\n", "Gid")]
    [InlineData("", "Tgid")]
    public void AStatusWithoutIdsIsMalformed(string text, string field)
    {
        Assert.False(ProcPidStatus.TryParse(Bytes(text), out _, out string? malformed));
        Assert.Equal(field, malformed);
    }

    [Fact]
    public void StatmIsInPages()
    {
        Assert.True(ProcPidStatm.TryParse("2117 1290 849 219 0 450 0\n"u8, out ProcPidStatm statm, out _));
        Assert.Equal(
            new ProcessMemory
            {
                Rss = 1290 * 4096,
                Vms = 2117 * 4096,
                Shared = 849 * 4096,
                Text = 219 * 4096,
                Data = 450 * 4096,
            },
            statm.ToMemory(4096)
        );
    }

    [Theory]
    [InlineData("", "size")]
    [InlineData("1", "resident")]
    [InlineData("1 2 3 4 5", "data")]
    [InlineData("1 2 x", "shared")]
    public void AMalformedStatmNamesTheField(string text, string field)
    {
        Assert.False(ProcPidStatm.TryParse(Bytes(text), out _, out string? malformed));
        Assert.Equal(field, malformed);
    }

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("sleep\0" + "60\0", new[] { "sleep", "60" })]
    [InlineData("grep\0\0x\0", new[] { "grep", "", "x" })]
    [InlineData("prog\0\0", new[] { "prog", "" })]
    [InlineData("nginx: master process /usr/sbin/nginx\0", new[] { "nginx:", "master", "process", "/usr/sbin/nginx" })]
    [InlineData("chrome --type=renderer --lang=en", new[] { "chrome", "--type=renderer", "--lang=en" })]
    [InlineData("title with trailing space ", new[] { "title", "with", "trailing", "space" })]
    [InlineData("a\0b c", new[] { "a", "b c" })]
    [InlineData("one\0", new[] { "one" })]
    public void ArgumentsEndInNulUnlessTheProcessWroteOverThem(string text, string[] expected) =>
        Assert.Equal(expected, ProcPidCmdline.Parse(Bytes(text)));

    [Fact]
    public void ArgumentsKeepTheirBytes() => Assert.Equal(["a\uDCFF"], ProcPidCmdline.Parse([0x61, 0xFF, 0]));

    [Theory]
    [InlineData("/usr/bin/gnome-keyring-daemon\0--start\0", "gnome-keyring-daemon")]
    [InlineData("gnome-keyring-daemon\0", "gnome-keyring-daemon")]
    [InlineData("/opt/app/server: worker process\0", "server:")]
    [InlineData("", "")]
    public void TheProgramsNameIsTheLastPartOfTheFirstArgument(string text, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(ProcPidCmdline.ProgramName(Bytes(text))));

    [Fact]
    public void TheEnvironmentEndsAtAnEmptyVariable()
    {
        IReadOnlyDictionary<string, string> variables = EnvironmentParser.Parse(
            Bytes("A=1\0B=x=y\0EMPTY=\0noequals\0=odd\0\0LEFTOVER=1\0")
        );
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["A"] = "1",
                ["B"] = "x=y",
                ["EMPTY"] = "",
            },
            variables
        );
    }

    [Fact]
    public void TheLastVariableNeedsNoNul() => Assert.Equal("2", EnvironmentParser.Parse("A=1\0B=2"u8)["B"]);

    [Fact]
    public void IOCountersComeByName()
    {
        Assert.True(
            ProcPidIO.TryParse(
                "rchar: 1\nwchar: 2\nsyscr: 3\nsyscw: 4\nread_bytes: 5\nwrite_bytes: 6\ncancelled_write_bytes: 7\n\n"u8,
                out ProcessIOCounters counters,
                out _
            )
        );
        Assert.Equal(new ProcessIOCounters(3, 4, 5, 6, 1, 2), counters);
    }

    [Fact]
    public void CharsMayBeMissingButCallsMayNot()
    {
        Assert.True(ProcPidIO.TryParse("syscr: 3\nsyscw: 4\nread_bytes: 5\nwrite_bytes: 6\n"u8, out ProcessIOCounters counters, out _));
        Assert.Null(counters.ReadChars);
        Assert.False(ProcPidIO.TryParse("syscr: 3\nread_bytes: 5\nwrite_bytes: 6\n"u8, out _, out string? malformed));
        Assert.Equal("syscw", malformed);
    }

    [Fact]
    public void LimitsAreReadBehindTheirNames()
    {
        Assert.True(
            ProcPidLimits.TryParse(
                Bytes(
                    """
                    Limit                     Soft Limit           Hard Limit           Units
                    Max cpu time              unlimited            unlimited            seconds
                    Max open files            1024                 1048576              files
                    Max stack size            8388608              unlimited            bytes
                    Max nice priority         0                    20
                    Max something new         1                    2                    bananas

                    """
                ),
                out IReadOnlyDictionary<ResourceKind, ResourceLimit> limits,
                out _
            )
        );
        Assert.Equal(new ResourceLimit(null, null), limits[ResourceKind.CpuTime]);
        Assert.Equal(new ResourceLimit(1024, 1048576), limits[ResourceKind.OpenFiles]);
        Assert.Equal(new ResourceLimit(8388608, null), limits[ResourceKind.StackSize]);
        Assert.Equal(new ResourceLimit(0, 20), limits[ResourceKind.Nice]);
        Assert.Equal(4, limits.Count);
    }

    [Theory]
    [InlineData("", "Limit")]
    [InlineData("Limit  Soft Limit\n", "Limit")]
    [InlineData("Limit\nMax open files            many                 1048576              files\n", "Max open files ")]
    public void MalformedLimitsNameTheLine(string text, string field)
    {
        Assert.False(ProcPidLimits.TryParse(Bytes(text), out _, out string? malformed));
        Assert.Equal(field, malformed);
    }

    [Theory]
    [InlineData("pos:\t42\nflags:\t0100000\nmnt_id:\t24\n", 42, 32768, "r")]
    [InlineData("pos:\t0\nflags:\t0100001\n", 0, 32769, "w")]
    [InlineData("pos:\t0\nflags:\t0102001\n", 0, 33793, "a")]
    [InlineData("pos:\t0\nflags:\t0100002\n", 0, 32770, "r+")]
    [InlineData("pos:\t0\nflags:\t0102002\n", 0, 33794, "a+")]
    public void DescriptorsTellPositionAndFlags(string text, long position, int flags, string mode)
    {
        Assert.True(ProcPidFdinfo.TryParse(Bytes(text), out long foundPosition, out int foundFlags, out _));
        Assert.Equal((position, flags, mode), (foundPosition, foundFlags, ProcPidFdinfo.ModeOf(foundFlags)));
    }

    [Theory]
    [InlineData("flags:\t0\n", "pos")]
    [InlineData("pos:\t0\nflags:\t9\n", "flags")]
    [InlineData("pos:\t0\nflags:\t777777777777777\n", "flags")]
    public void AMalformedDescriptorNamesTheField(string text, string field)
    {
        Assert.False(ProcPidFdinfo.TryParse(Bytes(text), out _, out _, out string? malformed));
        Assert.Equal(field, malformed);
    }

    [Fact]
    public void TheFirstNameOfAUserCounts()
    {
        Dictionary<uint, string> names = EtcPasswd.Parse(
            Bytes("root:x:0:0:root:/root:/bin/bash\ntoor:x:0:0::/root:/bin/sh\n+nis\nbad line\nweb:x:33\n:x:5:\nhuge:x:99999999999:0::/:\n")
        );
        Assert.Equal(new Dictionary<uint, string> { [0] = "root", [33] = "web" }, names);
    }

    [Fact]
    public void NoBytesMakeAnyOfThemThrow() =>
        Gen
            .Byte.Array[0, 300]
            .Sample(bytes =>
            {
                _ = ProcPidStatus.TryParse(bytes, out _, out _);
                _ = ProcPidStatm.TryParse(bytes, out _, out _);
                _ = ProcPidCmdline.Parse(bytes);
                _ = ProcPidCmdline.ProgramName(bytes);
                _ = EnvironmentParser.Parse(bytes);
                _ = ProcPidIO.TryParse(bytes, out _, out _);
                _ = ProcPidLimits.TryParse(bytes, out _, out _);
                _ = ProcPidFdinfo.TryParse(bytes, out _, out _, out _);
                _ = ProcPidSmaps.TryParseFootprint(bytes, out _, out _);
                _ = ProcPidSmaps.TryParseMaps(bytes, out _, out _);
                _ = EtcPasswd.Parse(bytes);
            });
}
