namespace Psutil.Tests.Linux;

/// <summary>
/// The wall clock jumps: the kernel's boot time moves with it, the start times of processes, in ticks after the machine's start, do not.
/// </summary>
public class ClockJumpTests
{
    private const string Stat =
        "20 (sleeper) S 1 20 20 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 5000 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n";

    [Theory]
    [InlineData(1_700_000_000 + 86400)]
    [InlineData(1_700_000_000 - 86400)]
    public void AProcessStaysItself(long laterBootTime)
    {
        using FixtureTree tree = new();
        tree.Add("proc/20/stat", Stat)
            .Add("proc/20/status", "Name:\tsleeper\nTgid:\t20\nPid:\t20\nPPid:\t1\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\n")
            .Add("proc/stat", "cpu  1 2 3 4 5 6 7 8 9 10\nbtime 1700000000\n");
        Processes processes = tree.Machine.Processes;
        OSProcess process = processes.Get(20);
        int hash = process.GetHashCode();
        DateTimeOffset before = process.GetCreateTime();

        tree.Add("proc/stat", $"cpu  1 2 3 4 5 6 7 8 9 10\nbtime {laterBootTime}\n");

        Assert.True(process.IsRunning());
        Assert.Equal(processes.Get(20), process);
        Assert.Equal(hash, processes.Get(20).GetHashCode());
        Assert.Equal(new ProcessIdentity(20, 5000), processes.Get(20).Identity);
        Assert.Equal(process.Identity, Assert.Single(processes.Capture(ProcessFields.Name)).Identity);
        Assert.Throws<PsutilTimeoutException>(() => process.Wait(TimeSpan.Zero));

        // The time of day that is made of it follows the clock.
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000).AddSeconds(50), before);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(laterBootTime).AddSeconds(50), tree.Machine.Processes.Get(20).GetCreateTime());
    }
}
