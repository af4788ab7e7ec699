using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcPidStatusTests
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

    [Theory]
    [InlineData("SigPnd:\t0000000000000000\nShdPnd:\t0000000000000000\n", 0)]
    [InlineData("SigPnd:\t0000000000004000\nShdPnd:\t8000000000004001\n", 4)]
    [InlineData("SigPnd:\tffffffffffffffff\nShdPnd:\tffffffffffffffff\n", 128)]
    [InlineData("SigPnd:\t0000000000004000\n", null)]
    [InlineData("SigPnd:\t0000000000004000\nShdPnd:\t-1\n", null)]
    [InlineData("SigPnd:\t\nShdPnd:\t0000000000004000\n", null)]
    public void PendingSignalsOfTheThreadAndOfTheProcessAreCounted(string lines, int? expected)
    {
        Assert.True(ProcPidStatus.TryParse(Encoding.UTF8.GetBytes(Status + lines), out ProcPidStatus status, out _));
        Assert.Equal(expected, status.PendingSignals);
    }

    [Fact]
    public void StatusGivesIdsMemoryAndSwitches()
    {
        byte[] text = Encoding.UTF8.GetBytes(Status);
        Assert.True(ProcPidStatus.TryParse(text, out ProcPidStatus status, out _));
        Assert.Equal(987, status.ThreadGroup);
        Assert.Equal(
            new CredentialIds
            {
                Real = 1000,
                Effective = 1001,
                Saved = 1002,
            },
            status.UserIds
        );
        Assert.Equal(
            new CredentialIds
            {
                Real = 2000,
                Effective = 2001,
                Saved = uint.MaxValue,
            },
            status.GroupIds
        );
        Assert.Equal(new ProcessContextSwitches { Voluntary = 5023, Involuntary = 77 }, status.ContextSwitches);
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
                Encoding.UTF8.GetBytes("Name:\tkthreadd\nTgid:\t2\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\n"),
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
    public void ALineThatIsMissingOrOddCostsItselfAlone(string text, string missing)
    {
        Assert.True(ProcPidStatus.TryParse(Encoding.UTF8.GetBytes(text), out ProcPidStatus status, out _));
        Assert.Equal(missing == "Tgid", status.ThreadGroup is null);
        Assert.Equal(missing == "Uid", status.UserIds is null);
        Assert.Equal(missing == "Gid", status.GroupIds is null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Name:\tx\nUid:\tnobody\n")]
    public void AStatusWithoutAnyIdIsMalformed(string text)
    {
        Assert.False(ProcPidStatus.TryParse(Encoding.UTF8.GetBytes(text), out _, out string? malformed));
        Assert.Equal("Tgid", malformed);
    }

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen
            .Byte.Array[0, 300]
            .Sample(bytes =>
            {
                _ = ProcPidStatus.TryParse(bytes, out _, out _);
            });
}
