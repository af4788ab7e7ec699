namespace Psutil.Tests.Linux;

/// <summary>The process table over time, on files that a test changes between two refreshes.</summary>
public class MonitorFixtureTests
{
    private static FixtureTree CreateTree() =>
        new FixtureTree()
            .Add("proc/stat", "cpu  1 2 3 4 5 6 7 8 9 10\ncpu0 1 2 3 4 5 6 7 8 9 10\nbtime 1700000000\n")
            .Add("sys/devices/system/cpu/online", "0-3\n");

    private static void Write(FixtureTree tree, int pid, string name, long start, int ticks = 0) =>
        tree.Add(
                $"proc/{pid}/stat",
                $"{pid} ({name}) S 1 {pid} {pid} 0 -1 4194304 10 0 2 0 {ticks} 0 0 0 20 0 4 0 {start} 8671232 1290 1 1 1 0 0 0 0 0 0 0 0 0 0 17 3 0 0 25 0 0\n"
            )
            .Add($"proc/{pid}/statm", "2117 1290 849 219 0 450 0\n");

    private static void Remove(FixtureTree tree, int pid) =>
        Directory.Delete(Path.Join(tree.Root, "proc", pid.ToString(CultureInfo.InvariantCulture)), recursive: true);

    [Fact]
    public void APidThatPassedToAnotherProcessIsOneExitAndOneStart()
    {
        using FixtureTree tree = CreateTree();
        Write(tree, 5, "first", 100);
        using ProcessMonitor monitor = tree.Machine.Processes.CreateMonitor();
        monitor.Refresh();
        MonitoredProcess first = Assert.Single(monitor.Processes);
        Remove(tree, 5);
        Write(tree, 5, "second", 200);
        ProcessChanges changes = monitor.Refresh();
        Assert.Equal([first], changes.Exited);
        MonitoredProcess second = Assert.Single(changes.Started);
        Assert.Equal([second], monitor.Processes);
        Assert.Equal("first", first.Snapshot.Name);
        Assert.Equal("second", second.Snapshot.Name);
        Assert.Null(second.CpuPercent);
    }

    [Fact]
    public void NewOnesComeInTheOrderOfTheirPids()
    {
        using FixtureTree tree = CreateTree();
        Write(tree, 10, "b", 100);
        Write(tree, 30, "d", 100);
        using ProcessMonitor monitor = tree.Machine.Processes.CreateMonitor();
        monitor.Refresh();
        Write(tree, 5, "a", 200);
        Write(tree, 20, "c", 200);
        Write(tree, 40, "e", 200);
        Remove(tree, 30);
        ProcessChanges changes = monitor.Refresh();
        Assert.Equal([5, 20, 40], changes.Started.Select(process => process.Pid));
        Assert.Equal([30], changes.Exited.Select(process => process.Pid));
        Assert.Equal([5, 10, 20, 40], monitor.Processes.Select(process => process.Pid));
    }

    [Fact]
    public void AStatThatBecomesGarbageIsAReasonNotAnExit()
    {
        using FixtureTree tree = CreateTree();
        Write(tree, 5, "x", 100);
        using ProcessMonitor monitor = tree.Machine.Processes.CreateMonitor();
        monitor.Refresh();
        tree.Add("proc/5/stat", "5 (x) S garbage");
        ProcessChanges changes = monitor.Refresh();
        Assert.Empty(changes.Exited);
        MonitoredProcess row = Assert.Single(monitor.Processes);
        Assert.Equal(UnavailableReason.Malformed, row.Snapshot.Unavailable[ProcessFields.CpuTimes].Reason);
        Assert.Null(row.CpuPercent);
        Write(tree, 5, "x", 100);
        monitor.Refresh();
        Assert.Equal("x", Assert.Single(monitor.Processes).Snapshot.Name);
    }

    [Fact]
    public void ATableThatCannotBeReadIsAnExceptionAndStaysAsItWas()
    {
        FixtureTree tree = CreateTree();
        Write(tree, 5, "x", 100);
        using ProcessMonitor monitor = tree.Machine.Processes.CreateMonitor();
        monitor.Refresh();
        Directory.Move(Path.Join(tree.Root, "proc"), Path.Join(tree.Root, "elsewhere"));
        tree.Dispose();
        Assert.ThrowsAny<PsutilException>(() => monitor.Refresh());
        Assert.Single(monitor.Processes);
    }
}
