using Psutil.Platforms.Linux;

namespace Psutil.Tests.Linux;

/// <summary>Captures by the kernel's table show CPU times that never decrease.</summary>
public class ShownCpuTimesTests
{
    private const ulong Second = 1_000_000_000;

    [Fact]
    public void TheTimesOfAProcessAreThoseShownLast()
    {
        ShownCpuTimes shown = new();
        shown.Begin(3);
        foreach (int pid in (int[])[10, 20, 30])
        {
            ref (ulong User, ulong System) times = ref shown.Find(pid, startTime: 7);
            Assert.Equal((0ul, 0ul), times);
            times = ((ulong)pid, (ulong)pid + 1);
        }

        // 10 has ended; 20 is another process by now; 25 and 40 are new.
        shown.Begin(4);
        Assert.Equal((0ul, 0ul), shown.Find(20, startTime: 8));
        Assert.Equal((0ul, 0ul), shown.Find(25, startTime: 8));
        Assert.Equal((30ul, 31ul), shown.Find(30, startTime: 7));
        Assert.Equal((0ul, 0ul), shown.Find(40, startTime: 8));

        // One that was left out is forgotten.
        shown.Begin(1);
        Assert.Equal((30ul, 31ul), shown.Find(30, startTime: 7));
        shown.Begin(10_000);
        Assert.Equal((0ul, 0ul), shown.Find(20, startTime: 8));
        shown.Begin(0);
        shown.Begin(1);
        Assert.Equal((0ul, 0ul), shown.Find(30, startTime: 7));
    }

    [Fact]
    public void NoTimeDecreasesWhenTheTicksAreDividedAnew()
    {
        // By the timer's ticks, all was user time at first and half of it later: user time would go back from 4 s to 3 s.
        ShownCpuTimes shown = new();
        (long, long) Show(ulong user, ulong system, ulong run)
        {
            BpfProcessRecord record = new()
            {
                Pid = 10,
                StartTime = 1,
                UserTime = user * Second,
                SystemTime = system * Second,
                RunTime = run * Second,
            };
            shown.Begin(1);
            ref (ulong User, ulong System) last = ref shown.Find(record.Pid, record.StartTime);
            Platforms.Linux.Parsing.ProcPidStat stat = record.ToStat(ref last);
            return (stat.UserTicks, stat.SystemTicks);
        }

        Assert.Equal((400L, 0L), Show(user: 4, system: 0, run: 4));
        Assert.Equal((400L, 200L), Show(user: 3, system: 3, run: 6));
        Assert.Equal((400L, 400L), Show(user: 3, system: 4, run: 8));
    }
}
