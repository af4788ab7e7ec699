namespace Psutil.Tests.Linux;

/// <summary>Files of processes that no honest kernel or process writes.</summary>
public class HostileProcessTests
{
    private const int Mebibyte = 1024 * 1024;

    internal static string Stat(int pid, long start = 500, char state = 'S', string name = "worker") =>
        $"{pid} ({name}) {state} 1 {pid} {pid} 0 -1 4194304 10 0 2 0 150 50 7 3 20 0 1 0 {start} 8671232 1290 18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 3 0 0 25 0 0\n";

    private static FixtureTree CreateTree() =>
        new FixtureTree().Add("proc/stat", "cpu  1 2 3 4 5 6 7 8 9 10\ncpu0 1 2 3 4 5 6 7 8 9 10\nbtime 1700000000\n");

    private static byte[] Filled(int length, string text)
    {
        byte[] bytes = new byte[length];
        for (int index = 0; index < length; index++)
        {
            bytes[index] = (byte)text[index % text.Length];
        }

        return bytes;
    }

    private static long SizeOf(ProcessSnapshot snapshot) =>
        (snapshot.CommandLine ?? []).Sum(argument => (long)argument.Length + 1)
        + (snapshot.Environment ?? new Dictionary<string, string>()).Sum(variable => variable.Key.Length + variable.Value.Length + 2L);

    [Theory]
    [InlineData("status", ProcessFields.UserIds)]
    [InlineData("statm", ProcessFields.Memory)]
    [InlineData("limits", ProcessFields.ResourceLimits)]
    [InlineData("io", ProcessFields.IOCounters)]
    [InlineData("smaps_rollup", ProcessFields.MemoryFootprint)]
    [InlineData("smaps", ProcessFields.MemoryMaps)]
    [InlineData("oom_score", ProcessFields.OomScore)]
    [InlineData("cgroup", ProcessFields.Cgroup)]
    public void AFileWithoutAnEndCostsItsFieldsAlone(string file, ProcessFields field)
    {
        using FixtureTree tree = CreateTree().Add("proc/7/stat", Stat(7)).Add("proc/8/stat", Stat(8)).Add($"proc/7/{file}", "");
        using (FileStream stream = File.OpenWrite(Path.Join(tree.Root, "proc/7", file)))
        {
            stream.SetLength(3L * 1024 * Mebibyte);
        }

        IReadOnlyList<ProcessSnapshot> all = tree.Machine.Processes.Capture(field | ProcessFields.Status);
        Assert.Equal([7, 8], all.Select(snapshot => snapshot.Pid));
        Assert.Equal(UnavailableReason.Malformed, all[0].Unavailable[field].Reason);
        Assert.Equal(ProcessStatus.Sleeping, all[0].Status);
    }

    [Fact]
    public void ANumberOutOfRangeCostsItsFieldAlone()
    {
        const string Line =
            "7 (a) S 99999999999 7 7 0 -1 64 -3 0 2 0 -6 5 -8 99999999999999999999 15 99999999999 -4 0 99999999999999999999 4096 3\n";
        using FixtureTree tree = CreateTree().Add("proc/7/stat", Line).Add("proc/8/stat", Stat(8));
        ProcessFields bad =
            ProcessFields.ParentPid | ProcessFields.CpuTimes | ProcessFields.ThreadCount | ProcessFields.Nice | ProcessFields.PageFaults;
        ProcessSnapshot one = tree.Machine.Processes.Capture(ProcessFields.Basic | bad)[0];
        Assert.Equal((7, "a", ProcessStatus.Sleeping), (one.Pid, one.Name, one.Status));
        Assert.Equal((null, null, null, null, null), (one.ParentPid, one.CpuTimes, one.ThreadCount, one.Nice, one.PageFaults));
        Assert.Null(one.CreateTime);
        Assert.All(
            [
                ProcessFields.ParentPid,
                ProcessFields.CpuTimes,
                ProcessFields.ThreadCount,
                ProcessFields.Nice,
                ProcessFields.PageFaults,
                ProcessFields.CreateTime,
            ],
            field => Assert.Equal(UnavailableReason.Malformed, one.WhyMissing(field)?.Reason)
        );
        Assert.True(tree.Machine.Processes.Get(7).IsRunning());
    }

    [Fact]
    public void ChildrenTimesBelowZeroAreUnknownAndOthersBeyondAllAreTheLongest()
    {
        using FixtureTree tree = CreateTree()
            .Add("proc/7/stat", "7 (a) S 1 7 7 0 -1 64 3 0 2 0 6 99999999999999999999 -8 9 15 0 1 0 500 4096 3\n");
        ProcessCpuTimes times = tree.Machine.Processes.Get(7).GetCpuTimes();
        Assert.Equal((TimeSpan.FromMilliseconds(60), TimeSpan.MaxValue, null), (times.User, times.System, times.ChildrenUser));
        Assert.Equal(TimeSpan.FromMilliseconds(90), times.ChildrenSystem);
    }

    [Fact]
    public void TheLongestTextsOfAWalkAreCut()
    {
        using FixtureTree tree = CreateTree();
        for (int pid = 10; pid < 24; pid++)
        {
            tree.Add($"proc/{pid}/stat", Stat(pid)).Add($"proc/{pid}/cmdline", Filled(5 * Mebibyte, "abcdefgh"));
        }

        tree.Add("proc/30/stat", Stat(30)).Add("proc/30/cmdline", "/usr/bin/worker\0--all\0").Add("proc/30/environ", "HOME=/\0");
        tree.Add("proc/31/stat", Stat(31)).Add("proc/31/cmdline", Filled(100_000, "argument\0"));
        foreach (int threads in (ReadOnlySpan<int>)[1, 3])
        {
            IReadOnlyList<ProcessSnapshot> all = tree.Machine.Processes.Capture(
                ProcessFields.CommandLine | ProcessFields.Environment,
                threads
            );
            Assert.Equal(16, all.Count);
            Assert.InRange(all.Sum(SizeOf), 32L * Mebibyte, 64L * Mebibyte);
            Assert.All(all.Take(14), snapshot => Assert.True(snapshot.IsCommandLineCut));
            Assert.Equal(["/usr/bin/worker", "--all"], all[14].CommandLine);
            Assert.False(all[14].IsCommandLineCut);
            Assert.False(all[14].IsEnvironmentCut);
            Assert.False(all[15].IsCommandLineCut);
        }
    }

    [Fact]
    public void TheBudgetOfAWalkCanBeRaised()
    {
        using FixtureTree tree = CreateTree();
        for (int pid = 10; pid < 14; pid++)
        {
            tree.Add($"proc/{pid}/stat", Stat(pid)).Add($"proc/{pid}/cmdline", Filled(Mebibyte, "abcdefgh"));
        }

        int CountCut(long? limit) =>
            Machine
                .Open(new MachineOptions { ProcPath = Path.Join(tree.Root, "proc"), ProcessTextLimit = limit })
                .Processes.Capture(ProcessFields.CommandLine)
                .Count(snapshot => snapshot.IsCommandLineCut);

        Assert.Equal(4, CountCut(2 * Mebibyte));
        Assert.Equal(0, CountCut(8 * Mebibyte));
        Assert.Equal(0, CountCut(null));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MachineOptions { ProcessTextLimit = -1 });
    }

    [Fact]
    public void ATimeLimitIsPositiveOrNone()
    {
        using FixtureTree tree = CreateTree().Add("proc/10/stat", Stat(10)).Add("proc/10/cmdline", "a\0");
        TimeSpan negative = TimeSpan.FromMilliseconds(-2);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MachineOptions { ProcessReadTimeout = negative });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MachineOptions { ProcessWalkTimeout = negative });
        MachineOptions unlimited = new()
        {
            ProcPath = Path.Join(tree.Root, "proc"),
            ProcessReadTimeout = Timeout.InfiniteTimeSpan,
            ProcessWalkTimeout = Timeout.InfiniteTimeSpan,
        };
        ProcessSnapshot snapshot = Assert.Single(Machine.Open(unlimited).Processes.Capture(ProcessFields.CommandLine), process =>
            process.Pid == 10
        );
        Assert.Equal(["a"], snapshot.CommandLine);
    }

    [Fact]
    public void AnEnvironmentOfTooManyVariablesIsCut()
    {
        StringWriter text = new();
        for (int index = 0; index < 800_000; index++)
        {
            text.Write((char)('a' + index % 26));
            text.Write("=1\0");
        }

        using FixtureTree tree = CreateTree().Add("proc/7/stat", Stat(7)).Add("proc/7/environ", text.ToString());
        ProcessSnapshot snapshot = Assert.Single(tree.Machine.Processes.Capture(ProcessFields.Environment));
        Assert.True(snapshot.IsEnvironmentCut);
        Assert.Equal(26, snapshot.Environment!.Count);
    }

    [Fact]
    public void AStatusWithoutIdsIsStillAProcesss()
    {
        using FixtureTree tree = CreateTree()
            .Add("proc/7/stat", Stat(7))
            .Add("proc/7/status", "Name:\tinit\nTgid:\t7\nvoluntary_ctxt_switches:\t7\nnonvoluntary_ctxt_switches:\t8\n")
            .Add("proc/8/stat", Stat(8))
            .Add("proc/8/status", "Name:\tinit\n")
            .Add("proc/9/stat", Stat(9));
        Processes processes = tree.Machine.Processes;
        Assert.All(processes.GetPids(), pid => Assert.True(processes.Exists(pid)));
        Assert.False(processes.Exists(10));
        ProcessSnapshot snapshot = processes
            .Get(7)
            .Capture(ProcessFields.UserIds | ProcessFields.UserName | ProcessFields.GroupIds | ProcessFields.ContextSwitches);
        Assert.Equal(new ProcessContextSwitches { Voluntary = 7, Involuntary = 8 }, snapshot.ContextSwitches);
        Assert.Equal(UnavailableReason.Malformed, snapshot.Unavailable[ProcessFields.UserIds].Reason);
        Assert.Equal(UnavailableReason.Malformed, snapshot.Unavailable[ProcessFields.UserName].Reason);
        Assert.Equal("status: Gid", snapshot.Unavailable[ProcessFields.GroupIds].MalformedField);
    }

    [Fact]
    public void AStartOutOfEveryCalendarCostsTheTimeAlone()
    {
        using FixtureTree tree = CreateTree().Add("proc/7/stat", Stat(7, start: 50_000_000_000_000)).Add("proc/8/stat", Stat(8));
        IReadOnlyList<ProcessSnapshot> all = tree.Machine.Processes.Capture(ProcessFields.CreateTime | ProcessFields.Name);
        Assert.Equal("worker", all[0].Name);
        Assert.Equal("stat: starttime", all[0].Unavailable[ProcessFields.CreateTime].MalformedField);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1700000005), all[1].CreateTime);
    }
}
