using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcStatTests
{
    private const long Hertz = 100;

    [Fact]
    public void AllTenTimesAreReadInTheKernelsOrder()
    {
        CpuTimes times = ParseTimes("cpu  1 2 3 4 5 6 7 8 9 10\n");
        Assert.Equal(
            new CpuTimes
            {
                User = Ticks(1),
                Nice = Ticks(2),
                System = Ticks(3),
                Idle = Ticks(4),
                IOWait = Ticks(5),
                Irq = Ticks(6),
                SoftIrq = Ticks(7),
                Steal = Ticks(8),
                Guest = Ticks(9),
                GuestNice = Ticks(10),
            },
            times
        );
    }

    [Fact]
    public void WhatAnOldKernelLacksIsNull()
    {
        CpuTimes linux24 = ParseTimes(ProcStatCaptures.Linux24);
        Assert.Equal(Ticks(3290187), linux24.Idle);
        Assert.Equal(Ticks(1204), linux24.Nice);
        Assert.Null(linux24.IOWait);
        Assert.Null(linux24.Irq);
        Assert.Null(linux24.SoftIrq);

        CpuTimes linux2618 = ParseTimes(ProcStatCaptures.Linux2618);
        Assert.Equal(Ticks(350127), linux2618.IOWait);
        Assert.Equal(Ticks(5), linux2618.Steal);
        Assert.Null(linux2618.Guest);

        CpuTimes linux2632 = ParseTimes(ProcStatCaptures.Linux2632);
        Assert.Equal(Ticks(12000), linux2632.Guest);
        Assert.Null(linux2632.GuestNice);
        Assert.Null(linux2632.Dpc);
    }

    [Fact]
    public void ATickIsWhatTheSystemSaysItIs()
    {
        Assert.True(ProcStat.TryParseTimes("cpu  1024 0 0 512\n"u8, 1024, out CpuTimes times, out _));
        Assert.Equal(TimeSpan.FromSeconds(1), times.User);
        Assert.Equal(TimeSpan.FromSeconds(0.5), times.Idle);
    }

    [Fact]
    public void ACounterBelowZeroIsUnknownAndTheOthersAreKept()
    {
        CpuTimes times = ParseTimes("cpu  1 2 3 4 5 6 7 18446744073709551612 9 10\n");
        Assert.Null(times.Steal);
        Assert.Equal(Ticks(9), times.Guest);
    }

    [Theory]
    [InlineData("cpu  1 2 3 8317131874320235395 5\n")]
    [InlineData("cpu  1 2 3 18446744073709551612 5\n")]
    [InlineData("cpu  1 2 3 99999999999999999999 5\n")]
    [InlineData("cpu  1 2 3 -4 5\n")]
    [InlineData("cpu  1 2 3 4x 5\n")]
    public void ATimeOutOfRangeDoesNotHideTheOthers(string text)
    {
        CpuTimes times = ParseTimes(text);
        Assert.Equal((Ticks(1), Ticks(3), null, Ticks(5)), (times.User, times.System, times.Idle, times.IOWait));
        Assert.Null(times.Total);
    }

    [Fact]
    public void ABadLineCostsItsOwnCpuAlone()
    {
        Assert.True(
            ProcStat.TryParseTimesPerCpu(
                "cpu  1 2 3 4\ncpux 1 2 3 4\ncpu-1 1 2 3 4\ncpu1 x\ncpu2 5 6 7 8\nintr 12"u8,
                Hertz,
                out CpuCoreTimes[]? cores,
                out string? malformed
            )
        );
        Assert.Equal((2, Ticks(8)), (cores.Single().Number, cores.Single().Times.Idle));
        Assert.Equal("cpuN", malformed);
    }

    [Theory]
    [InlineData("cpu  x 2 3 4\n", null, 3, 4)]
    [InlineData("cpu  1 2 -3 4\n", 1, null, 4)]
    [InlineData("cpu  1 2\n", 1, null, null)]
    public void ABadTimeCostsItselfAlone(string text, int? user, int? system, int? idle)
    {
        CpuTimes times = ParseTimes(text);
        Assert.Equal((Time(user), Time(system), Time(idle)), (times.User, times.System, times.Idle));
        Assert.Equal(Ticks(2), times.Nice);
        Assert.Null(times.Total);

        static TimeSpan? Time(int? ticks) => ticks is { } known ? Ticks(known) : null;
    }

    [Fact]
    public void MoreCpusThanThereCanBeAreNotTaken() =>
        Assert.Equal(64 * 1024, ProcStat.CountCpus(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("cpu1 1 2 3 4\n", 70_000)))));

    [Theory]
    [InlineData("", "cpu")]
    [InlineData("intr 5 6\n", "cpu")]
    [InlineData("cpu0 1 2 3 4\n", "cpu")]
    [InlineData("cpu  \n", "user")]
    [InlineData("cpu  x 2\n", "user")]
    [InlineData("cpu  x 2 y z\n", "user")]
    public void ALineWithoutTheFirstTimesIsMalformed(string text, string field)
    {
        Assert.False(ProcStat.TryParseTimes(Encoding.UTF8.GetBytes(text), Hertz, out _, out string? malformed));
        Assert.Equal(field, malformed);
    }

    [Fact]
    public void CpusKeepTheirNumbersWhereSomeAreOffline()
    {
        CpuCoreTimes[] cores = ParsePerCpu(ProcStatCaptures.Linux310);
        Assert.Equal([0, 2, 3], cores.Select(core => core.Number));
        Assert.Equal(Ticks(3335683), cores[1].Times.User);
        Assert.Equal(Ticks(35000), cores[2].Times.GuestNice);
        Assert.Equal(3, ProcStat.CountCpus(Encoding.UTF8.GetBytes(ProcStatCaptures.Linux310)));
    }

    [Fact]
    public void WhatFollowsTheCpusIsNotNeeded()
    {
        CpuCoreTimes[] cores = ParsePerCpu("cpu  1 2 3 4\ncpu0 1 2 3 4\ncpu1 5 6 7 8\nintr 12");
        Assert.Equal(Ticks(8), cores[1].Times.Idle);
    }

    [Theory]
    [InlineData("", "cpu0")]
    [InlineData(ProcStatCaptures.Linux24, "cpu0")]
    [InlineData("cpu  1 2 3 4\ncpux 1 2 3 4\n", "cpuN")]
    [InlineData("cpu  1 2 3 4\ncpu0\n", "cpuN")]
    [InlineData("cpu  1 2 3 4\ncpu0 x 2\n", "user")]
    public void CpusWithoutReadableLinesAreMalformed(string text, string field)
    {
        Assert.False(ProcStat.TryParseTimesPerCpu(Encoding.UTF8.GetBytes(text), Hertz, out _, out string? malformed));
        Assert.Equal(field, malformed);
    }

    [Theory]
    [InlineData(ProcStatCaptures.Linux24, 4412345L, 3478123L, null, 2915L)]
    [InlineData(ProcStatCaptures.Linux2618, 2201543321L, 950231117L, null, 812345L)]
    [InlineData(ProcStatCaptures.Linux310, 38014093L, 8688370575L, 5057579L, 26442L)]
    [InlineData(ProcStatCaptures.Linux618, 1083884L, 336860L, 194578L, 7581L)]
    public void CountersAreTheTotalsOfTheirLines(
        string text,
        long contextSwitches,
        long interrupts,
        long? softInterrupts,
        long tasksCreated
    )
    {
        Assert.True(ProcStat.TryParseStatistics(Encoding.UTF8.GetBytes(text), out CpuStatistics statistics, out string? malformed));
        Assert.Null(malformed);
        Assert.Equal(
            new CpuStatistics
            {
                ContextSwitches = contextSwitches,
                Interrupts = interrupts,
                SoftInterrupts = softInterrupts,
                TasksCreated = tasksCreated,
            },
            statistics
        );
    }

    [Fact]
    public void ACounterThatIsNoNumberIsLeftOutAndNamed()
    {
        Assert.True(ProcStat.TryParseStatistics("intr x\nctxt 5\n"u8, out CpuStatistics statistics, out string? malformed));
        Assert.Equal(new CpuStatistics { ContextSwitches = 5 }, statistics);
        Assert.Equal("intr", malformed);
        Assert.False(ProcStat.TryParseStatistics("cpu  1 2 3 4\n"u8, out _, out malformed));
        Assert.Equal("ctxt", malformed);
    }

    [Theory]
    [InlineData(ProcStatCaptures.Linux24, 1053100000L)]
    [InlineData(ProcStatCaptures.Linux618, 1795424643L)]
    public void TheBootTimeIsInSeconds(string text, long seconds)
    {
        Assert.True(ProcStat.TryParseBootTime(Encoding.UTF8.GetBytes(text), out DateTimeOffset bootTime, out _));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(seconds), bootTime);
    }

    [Theory]
    [InlineData("")]
    [InlineData("btime\n")]
    [InlineData("btime x\n")]
    [InlineData("btime -1\n")]
    [InlineData("btime 253402300800\n")]
    [InlineData("btime 99999999999999999999999\n")]
    public void ABootTimeThatIsNoneIsMalformed(string text)
    {
        Assert.False(ProcStat.TryParseBootTime(Encoding.UTF8.GetBytes(text), out _, out string? malformed));
        Assert.Equal("btime", malformed);
    }

    [Fact]
    public void NothingThrows() => HostileInput.NeverThrows(ProcStatCaptures.Linux310, bytes =>
        {
            Assert.True(ProcStat.TryParseTimes(bytes, Hertz, out _, out string? badTimes) || badTimes is not null);
            Assert.True(ProcStat.TryParseTimesPerCpu(bytes, Hertz, out _, out string? badCores) || badCores is not null);
            Assert.True(ProcStat.TryParseStatistics(bytes, out _, out string? badCounters) || badCounters is not null);
            Assert.True(ProcStat.TryParseBootTime(bytes, out _, out string? badBootTime) || badBootTime is not null);
        });

    private static TimeSpan Ticks(long count) => TimeSpan.FromMilliseconds(count * 10);

    private static CpuTimes ParseTimes(string text)
    {
        Assert.True(ProcStat.TryParseTimes(Encoding.UTF8.GetBytes(text), Hertz, out CpuTimes times, out string? malformed), malformed);
        return times;
    }

    private static CpuCoreTimes[] ParsePerCpu(string text)
    {
        Assert.True(
            ProcStat.TryParseTimesPerCpu(Encoding.UTF8.GetBytes(text), Hertz, out CpuCoreTimes[]? cores, out string? malformed),
            malformed
        );
        return cores;
    }
}
