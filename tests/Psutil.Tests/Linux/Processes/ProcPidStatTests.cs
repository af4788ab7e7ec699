using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcPidStatTests
{
    // bash on 6.18; a 3.10 kernel's last fields (arg_start to exit_code) are absent before 3.3/3.5; 2.6.32 ends at cguest_time.
    private const string Linux6 =
        "987 (bash) S 986 987 987 34816 1200 4194304 2034 68114 3 12 14 9 1045 233 20 0 1 0 5713 8671232 1290 18446744073709551615 94301420068864 94301420963529 140726345091680 0 0 0 65536 3686404 1266761467 1 0 0 17 1 0 0 7 0 0 94301421201936 94301421249768 94301427212288 140726345099084 140726345099089 140726345099089 140726345101294 0\n";
    private const string Linux310 =
        "2077 (sshd) S 1 2077 2077 0 -1 4202816 1075 19883 0 26 0 5 12 20 20 0 1 0 1893 83775488 301 18446744073709551615 140190829318144 140190830120868 140722087337584 140722087334872 140190788866272 0 0 4096 81925 18446744071581337840 0 0 17 0 0 0 0 0 0\n";
    private const string Linux2632 =
        "1 (init) S 0 1 1 0 -1 4202752 1513 10386455 16 2151 3 76 27474 10098 20 0 1 0 2 19853312 387 18446744073709551615 1 1 0 0 0 0 0 4096 536962595 18446744073709551615 0 0 0 3 0 0 9 0 0\n";

    private static ProcPidStat Parse(string text)
    {
        Assert.True(ProcPidStat.TryParse(Encoding.UTF8.GetBytes(text), out ProcPidStat stat, out string? malformed), malformed);
        return stat;
    }

    private static string NameIn(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)[Parse(text).Name]);

    [Fact]
    public void EveryFieldOfALinux6LineIsFound()
    {
        ProcPidStat stat = Parse(Linux6);
        Assert.Equal("bash", NameIn(Linux6));
        Assert.Equal(ProcessStatus.Sleeping, stat.Status);
        Assert.Equal(986, stat.ParentPid);
        Assert.Equal(34816, stat.TerminalNumber);
        Assert.Equal(2034, stat.MinorFaults);
        Assert.Equal(3, stat.MajorFaults);
        Assert.Equal(14, stat.UserTicks);
        Assert.Equal(9, stat.SystemTicks);
        Assert.Equal(1045, stat.ChildrenUserTicks);
        Assert.Equal(233, stat.ChildrenSystemTicks);
        Assert.Equal(0, stat.Nice);
        Assert.Equal(1, stat.ThreadCount);
        Assert.Equal(5713, stat.StartTicks);
        Assert.Equal(1290, stat.RssPages);
        Assert.Equal(1, stat.CpuNumber);
        Assert.Equal(7, stat.BlockIOTicks);
    }

    [Fact]
    public void OlderKernelsWriteFewerFields()
    {
        Assert.Equal((1893, 0, 0L), (Parse(Linux310).StartTicks, Parse(Linux310).CpuNumber, Parse(Linux310).BlockIOTicks));
        Assert.Equal((2, 3, 9L), (Parse(Linux2632).StartTicks, Parse(Linux2632).CpuNumber, Parse(Linux2632).BlockIOTicks));
    }

    [Theory]
    [InlineData("2 (kthreadd) S 0 0 0 0 -1 2129984 0 0 0 0 0 5 0 0 20 0 1 0 4 0 0 18446744073709551615 0 0 0 0 0 0", true)]
    [InlineData("9 (kworker/0:0-ev) I 2 0 0 0 -1 69238880 0 0 0 0 0 4 0 0 20 0 1 0 4 0 0 18446744073709551615 0 0 0 0", true)]
    [InlineData(Linux6, false)]
    [InlineData(Linux310, false)]
    [InlineData(Linux2632, false)]
    public void AKernelThreadIsKnownByItsFlags(string text, bool expected) => Assert.Equal(expected, Parse(text).IsKernelThread);

    [Fact]
    public void FieldsThatTheKernelDoesNotWriteAreUnknown()
    {
        ProcPidStat stat = Parse("7 (old) R 1 7 7 0 -1 64 1 0 0 0 5 6 0 0 15 0 1 0 99 4096 1");
        Assert.Null(stat.CpuNumber);
        Assert.Null(stat.BlockIOTicks);
        Assert.Equal(99, stat.StartTicks);
    }

    [Theory]
    [InlineData("a) (b")]
    [InlineData(") S 1 2 3")]
    [InlineData("((()))")]
    [InlineData("")]
    [InlineData("two\nlines")]
    [InlineData("a b\tc")]
    [InlineData("漢字")]
    public void ANameMayHoldAnything(string name)
    {
        string text = Linux6.Replace("(bash)", $"({name})", StringComparison.Ordinal);
        Assert.Equal(name, NameIn(text));
        Assert.Equal(986, Parse(text).ParentPid);
        Assert.Equal(5713, Parse(text).StartTicks);
    }

    [Theory]
    [InlineData('R', ProcessStatus.Running)]
    [InlineData('S', ProcessStatus.Sleeping)]
    [InlineData('D', ProcessStatus.DiskSleep)]
    [InlineData('T', ProcessStatus.Stopped)]
    [InlineData('t', ProcessStatus.TracingStop)]
    [InlineData('Z', ProcessStatus.Zombie)]
    [InlineData('X', ProcessStatus.Dead)]
    [InlineData('x', ProcessStatus.Dead)]
    [InlineData('K', ProcessStatus.WakeKill)]
    [InlineData('W', ProcessStatus.Waking)]
    [InlineData('I', ProcessStatus.Idle)]
    [InlineData('P', ProcessStatus.Parked)]
    public void EveryStateHasItsStatus(char letter, ProcessStatus expected) =>
        Assert.Equal(expected, Parse(Linux6.Replace(") S ", $") {letter} ", StringComparison.Ordinal)).Status);

    [Fact]
    public void AStateThatNobodyKnowsIsUnknown() => Assert.Null(Parse(Linux6.Replace(") S ", ") ? ", StringComparison.Ordinal)).Status);

    [Theory]
    [InlineData("", "comm")]
    [InlineData("\0\0\0", "comm")]
    [InlineData("7 no parentheses S 1", "comm")]
    [InlineData("7 )backwards( S 1", "comm")]
    [InlineData("7 (a)", "state")]
    [InlineData("7 (a) SS 1", "state")]
    [InlineData("7 (a) S", "ppid")]
    [InlineData("7 (a) S x", "ppid")]
    [InlineData("7 (a) S --5", "ppid")]
    [InlineData("7 (a) S 1", "pgrp")]
    [InlineData("7 (a) S 1 7 x", "session")]
    [InlineData("7 (a) S 1 7 7 0 -1 64 1 0 0 0 9999999999999999999x 6", "utime")]
    [InlineData("7 (a) S 1 7 7 0 -1 64 1 0 0 0 5 6 0 0 15 0 1 0 x 4096 1", "starttime")]
    public void AMalformedLineNamesTheField(string text, string field)
    {
        Assert.False(ProcPidStat.TryParse(Encoding.UTF8.GetBytes(text), out _, out string? malformed));
        Assert.Equal(field, malformed);
    }

    [Fact]
    public void ANumberOutOfRangeCostsNoOther()
    {
        ProcPidStat stat = Parse(
            "7 (a) S 99999999999 7 -9 0 -1 64 1 0 -2 0 99999999999999999999 -6 0 0 15 0 1 0 99999999999999999999 4096 3"
        );
        Assert.True(stat.HasImpossibleNumber);
        Assert.Equal((int.MinValue, 7, -9), (stat.ParentPid, stat.ProcessGroup, stat.Session));
        Assert.Equal((1, -2), (stat.MinorFaults, stat.MajorFaults));
        Assert.Equal((long.MaxValue, -6, long.MaxValue), (stat.UserTicks, stat.SystemTicks, stat.StartTicks));
        Assert.Equal((1, 3), (stat.ThreadCount, stat.RssPages));
    }

    [Theory]
    [InlineData(Linux6)]
    [InlineData(Linux310)]
    [InlineData(Linux2632)]
    [InlineData("2 (kthreadd) S 0 0 0 0 -1 2129984 0 0 0 0 0 5 0 0 20 0 1 0 4 0 0 18446744073709551615 0 0 0 0 0 0")]
    public void NoKernelWritesAnImpossibleNumber(string text) => Assert.False(Parse(text).HasImpossibleNumber);

    [Fact]
    public void ALineCutAnywhereIsReadOrRefusedButNeverThrows()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Linux6);
        int read = Enumerable.Range(0, whole.Length).Count(length => ProcPidStat.TryParse(whole.AsSpan(0, length), out _, out _));

        // All fields up to the RSS, the 24th, are needed: only the cuts behind it leave a readable line.
        Assert.Equal(whole.Length - Linux6.IndexOf(" 1290 ", StringComparison.Ordinal) - 2, read);
    }

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen
            .Byte.Array[0, 400]
            .Sample(bytes =>
            {
                bool parsed = ProcPidStat.TryParse(bytes, out _, out string? malformed);
                return parsed == malformed is null;
            });
}
