namespace Psutil.Tests.Linux;

/// <summary>Processes of another root: what its files say, and nothing that only our own kernel could.</summary>
public class ProcessFixtureTests
{
    private const string Statm = "2117 1290 849 219 0 450 0\n";

    private static string Stat(int pid, string name, char state, int parent, long start, int terminal = 0) =>
        $"{pid} ({name}) {state} {parent} {pid} {pid} {terminal} -1 4194304 10 0 2 0 150 50 7 3 20 0 4 0 {start} 8671232 1290 18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 3 0 0 25 0 0\n";

    private static string Status(int pid, int uid) =>
        $"Name:\tx\nTgid:\t{pid}\nUid:\t{uid}\t{uid}\t{uid}\t{uid}\nGid:\t5\t6\t7\t8\nVmPeak:\t 8 kB\nCpus_allowed_list:\t0-2,5\nvoluntary_ctxt_switches:\t11\nnonvoluntary_ctxt_switches:\t12\n";

    private static FixtureTree CreateTree() =>
        new FixtureTree()
            .Add("proc/stat", "cpu  1 2 3 4 5 6 7 8 9 10\ncpu0 1 2 3 4 5 6 7 8 9 10\nbtime 1700000000\n")
            .Add("proc/meminfo", "MemTotal:       1000 kB\nMemFree:         500 kB\nMemAvailable:    600 kB\n")
            .Add("etc/passwd", "root:x:0:0::/:/bin/sh\nweb:x:33:33::/:/bin/sh\n")
            .Add("proc/1/stat", Stat(1, "init", 'S', 0, 2))
            .Add("proc/1/status", Status(1, 0))
            .Add("proc/1/statm", Statm)
            .Add("proc/1/cmdline", "/sbin/init\0")
            .Add("proc/20/stat", Stat(20, "gnome-keyring-d", 'R', 1, 500, 34817))
            .Add("proc/20/status", Status(20, 33))
            .Add("proc/20/statm", Statm)
            .Add("proc/20/cmdline", "/usr/bin/gnome-keyring-daemon\0--start\0")
            .Add("proc/20/environ", "HOME=/home/web\0")
            .Add("proc/20/task/20/stat", Stat(20, "main", 'R', 1, 500))
            .Add("proc/20/task/21/stat", Stat(21, "worker", 'S', 1, 510))
            .Add("proc/20/limits", "Limit Soft Hard Units\nMax open files            1024                 4096                 files\n")
            .Add("proc/20/oom_score", "667\n")
            .Add("proc/20/cgroup", "0::/user.slice/user-33.slice/user@33.service/app.slice/web.service\n")
            .AddLink("proc/20/exe", "/usr/bin/gnome-keyring-daemon (deleted)")
            .AddLink("proc/20/cwd", "/home/web")
            .Add("proc/300/stat", Stat(300, "child", 'Z', 20, 600))
            .Add("proc/300/status", Status(300, 4711))
            .Add("proc/300/cmdline", "")
            .Add("proc/version", "not a process")
            .AddFolder("proc/self")
            .AddFolder("proc/0x20");

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("100\n", null, 100L)]
    [InlineData("100\n", "32768\n", 100L)]
    [InlineData("100000\n", "32768\n", 32768L)]
    [InlineData("x\n", "32768\n", 32768L)]
    public void TheLowerOfTheKernelsTwoLimitsCounts(string? threads, string? pids, long? expected)
    {
        using FixtureTree tree = CreateTree();
        if (threads is not null)
        {
            tree.Add("proc/sys/kernel/threads-max", threads);
        }

        if (pids is not null)
        {
            tree.Add("proc/sys/kernel/pid_max", pids);
        }

        Assert.Equal(expected, tree.Machine.Processes.GetMaximumCount());
    }

    [Fact]
    public void TheListHoldsNumbersOnlyInOrder()
    {
        using FixtureTree tree = CreateTree();
        Assert.Equal([1, 20, 300], tree.Machine.Processes.GetPids());
        Assert.Equal([1, 20, 300], tree.Machine.Processes.Enumerate().Select(process => process.Pid));
    }

    [Fact]
    public void EveryFileIsReadBelowTheRoot()
    {
        using FixtureTree tree = CreateTree();
        ProcessSnapshot snapshot = tree.Machine.Processes.Get(20).Capture(ProcessFields.All & ~ProcessFields.Connections);
        Assert.Equal("gnome-keyring-daemon", snapshot.Name);
        Assert.Equal(1, snapshot.ParentPid);
        Assert.Equal(ProcessStatus.Running, snapshot.Status);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1700000005), snapshot.CreateTime);
        Assert.Equal(TimeSpan.FromSeconds(1.5), snapshot.CpuTimes!.Value.User);
        Assert.Equal(TimeSpan.FromSeconds(0.25), snapshot.CpuTimes.Value.IOWait);
        Assert.Equal(1290 * Environment.SystemPageSize, snapshot.Memory!.Value.Rss);
        Assert.Equal("web", snapshot.UserName);
        Assert.Equal(
            new CredentialIds
            {
                Real = 5,
                Effective = 6,
                Saved = 7,
            },
            snapshot.GroupIds
        );
        Assert.Equal("/dev/pts/1", snapshot.Terminal);
        Assert.Equal("/usr/bin/gnome-keyring-daemon", snapshot.ExecutablePath);
        Assert.Equal("/home/web", snapshot.WorkingDirectory);
        Assert.Equal([0, 1, 2, 5], snapshot.CpuAffinity!);
        Assert.Equal(new ResourceLimit(1024, 4096), snapshot.ResourceLimits![ResourceKind.OpenFiles]);
        Assert.Equal(["main", "worker"], snapshot.Threads!.Select(thread => thread.Name));
        Assert.Equal(3, snapshot.CpuNumber);
        Assert.Equal((667, 20, 20), (snapshot.OomScore, snapshot.ProcessGroupId, snapshot.SessionId));
        Assert.Equal("web.service", snapshot.Cgroup!.Unit);
    }

    [Theory]
    [InlineData("0\n", null)]
    [InlineData("1\n", 0.25)]
    [InlineData("\n", 0.25)]
    public void WaitsForDisksAreUnknownWhereTheKernelDoesNotCountThem(string setting, double? expected)
    {
        using FixtureTree tree = CreateTree().Add("proc/sys/kernel/task_delayacct", setting);
        Machine machine = tree.Machine;
        ProcessSnapshot one = machine.Processes.Get(20).Capture(ProcessFields.CpuTimes);
        Assert.Equal(TimeSpan.FromSeconds(1.5), one.CpuTimes!.Value.User);
        Assert.Equal(expected, one.CpuTimes.Value.IOWait?.TotalSeconds);
        ProcessSnapshot inTable = machine.Processes.Capture(ProcessFields.CpuTimes).Single(process => process.Pid == 20);
        Assert.Equal(expected, inTable.CpuTimes!.Value.IOWait?.TotalSeconds);
        using ProcessMonitor monitor = machine.Processes.CreateMonitor(ProcessFields.CpuTimes);
        monitor.Refresh();
        Assert.Equal(expected, monitor.Processes.Single(process => process.Pid == 20).Snapshot.CpuTimes!.Value.IOWait?.TotalSeconds);
    }

    [Fact]
    public void AChangeOfTheSettingOfWaitsIsNoticed()
    {
        using FixtureTree tree = CreateTree().Add("proc/sys/kernel/task_delayacct", "0\n");
        OSProcess process = tree.Machine.Processes.Get(20);
        Assert.Null(process.Capture(ProcessFields.CpuTimes).CpuTimes!.Value.IOWait);
        tree.Add("proc/sys/kernel/task_delayacct", "1\n");
        Assert.True(
            SpinWait.SpinUntil(
                () =>
                {
                    Thread.Sleep(20);
                    return process.Capture(ProcessFields.CpuTimes).CpuTimes!.Value.IOWait is not null;
                },
                TimeSpan.FromSeconds(60)
            )
        );
    }

    [Fact]
    public void WhatOnlyASystemCallTellsIsUnknownOfAnotherRoot()
    {
        using FixtureTree tree = CreateTree();
        OSProcess process = tree.Machine.Processes.Get(20);
        Assert.Equal(
            UnavailableReason.NotSupported,
            process.Capture(ProcessFields.IOPriority).Unavailable[ProcessFields.IOPriority].Reason
        );
        Assert.Throws<PsutilNotSupportedException>(() => process.GetIOPriority());
        Assert.Throws<PsutilNotSupportedException>(() => process.SetNice(1));
        Assert.Throws<PsutilNotSupportedException>(process.OpenProcess);
        Assert.Throws<PsutilNotSupportedException>(() => process.SetCpuAffinity([0]));
    }

    [Fact]
    public void AFileThatTheKernelDoesNotWriteIsNamedWithItsCall()
    {
        using FixtureTree tree = CreateTree();
        Unavailability reason = tree.Machine.Processes.Get(20).Capture(ProcessFields.IOCounters).Unavailable[ProcessFields.IOCounters];
        Assert.Equal(UnavailableReason.NotSupported, reason.Reason);
        Assert.Equal($"openat({tree.Root}/proc/20/io): ENOENT, no such file or directory", reason.Error.ToString());
    }

    [Fact]
    public void AZombieHasNoCommandLineAndAUserWithoutANameHasANumber()
    {
        using FixtureTree tree = CreateTree();
        OSProcess process = tree.Machine.Processes.Get(300);
        Assert.Equal(ProcessStatus.Zombie, process.GetStatus());
        Assert.Equal("4711", process.GetUserName());
        Assert.Throws<ZombieProcessException>(() => process.GetCommandLine());
    }

    [Fact]
    public void AMalformedFileNamesItselfAndItsField()
    {
        using FixtureTree tree = CreateTree().Add("proc/20/statm", "2117 garbage\n");
        OSProcess process = tree.Machine.Processes.Get(20);
        MalformedDataException exception = Assert.Throws<MalformedDataException>(() => process.GetMemory());
        Assert.Contains("statm: resident", exception.Message, StringComparison.Ordinal);
        Assert.Equal("gnome-keyring-daemon", process.GetName());
    }

    [Fact]
    public void AMalformedStatSpoilsItsOwnFieldsOnly()
    {
        using FixtureTree tree = CreateTree().Add("proc/20/stat", "20 (cut) S");
        ProcessSnapshot snapshot = tree
            .Machine.Processes.Capture(ProcessFields.Basic | ProcessFields.CommandLine)
            .Single(process => process.Pid == 20);
        Assert.Equal(UnavailableReason.Malformed, snapshot.Unavailable[ProcessFields.ParentPid].Reason);
        Assert.Equal("stat: ppid", snapshot.Unavailable[ProcessFields.ParentPid].MalformedField);
        Assert.Equal(2, snapshot.CommandLine!.Count);
        Assert.NotNull(snapshot.Memory);
    }

    [Fact]
    public void TheTreeIsReadFromParentsAndStartTimes()
    {
        // 400 claims 20 as its parent but is older: its real parent had 20's PID before.
        using FixtureTree tree = CreateTree().Add("proc/400/stat", Stat(400, "older", 'S', 20, 100)).Add("proc/400/status", Status(400, 0));
        Processes processes = tree.Machine.Processes;
        Assert.Equal([20, 300], processes.Get(1).GetChildren(recursive: true).Select(process => process.Pid));
        Assert.Equal([300], processes.Get(20).GetChildren().Select(process => process.Pid));
        Assert.Equal([20, 1], processes.Get(300).GetParents().Select(process => process.Pid));
        Assert.Null(processes.Get(400).GetParent());
        Assert.Null(processes.Get(1).GetParent());
    }

    [Fact]
    public void ACycleOfParentsEnds()
    {
        using FixtureTree tree = new FixtureTree()
            .Add("proc/5/stat", Stat(5, "a", 'S', 6, 100))
            .Add("proc/5/status", Status(5, 0))
            .Add("proc/6/stat", Stat(6, "b", 'S', 5, 100))
            .Add("proc/6/status", Status(6, 0));
        Assert.Equal([6], tree.Machine.Processes.Get(5).GetParents().Select(process => process.Pid));
        Assert.Equal([6], tree.Machine.Processes.Get(5).GetChildren(recursive: true).Select(process => process.Pid));
    }

    [Fact]
    public void AThreadIsNoProcess()
    {
        using FixtureTree tree = CreateTree().Add("proc/21/stat", Stat(21, "worker", 'S', 1, 510)).Add("proc/21/status", Status(20, 33));
        Assert.False(tree.Machine.Processes.Exists(21));
        Assert.False(tree.Machine.Processes.TryGet(21, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void APidThatCannotBeIsNone(int pid)
    {
        Assert.False(Machine.Local.Processes.Exists(pid));
        Assert.Equal(pid, Assert.Throws<NoSuchProcessException>(() => Machine.Local.Processes.Get(pid)).Pid);
    }

    [Fact]
    public void ARootThatIsNotThereNamesItsCallAndPath()
    {
        Machine machine = Machine.Open(new MachineOptions { ProcPath = "/no/such/proc" });
        SystemCallException exception = Assert.Throws<SystemCallException>(() => machine.Processes.GetPids());
        Assert.Contains("/no/such/proc", exception.SystemCall, StringComparison.Ordinal);
        Assert.Contains("ENOENT", exception.Message, StringComparison.Ordinal);
    }
}
