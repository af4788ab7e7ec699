namespace Psutil.Tests;

/// <summary>Trees in snapshots and in a monitor, and the ways from one to the other.</summary>
public class ProcessTreeTests
{
    private readonly FakeMachine _machine = new()
    {
        Processes =
        {
            Process(1, 1, parent: 0, "init"),
            Process(5, 20, parent: 9, "web"),
            Process(7, 10, parent: 1, "web"),
            Process(9, 11, parent: 7, "shell"),
            Process(20, 12, parent: 7, "web"),
            // Its PID was that of a process which started 30 after the machine did.
            Process(21, 5, parent: 20, "other"),
        },
    };

    private FakeProcesses Processes => _machine.Processes;

    [Fact]
    public void ATreeHasEachProcessBeforeItsOwnChildren()
    {
        IReadOnlyList<ProcessSnapshot> tree = Processes.Get(7).CaptureTree(ProcessFields.Name);
        Assert.Equal([7, 9, 20, 5], tree.Select(member => member.Pid));
        Assert.Equal(["web", "shell", "web", "web"], tree.Select(member => member.Name));
    }

    [Fact]
    public void ATreeOfOtherFieldsIsTheSame()
    {
        IReadOnlyList<ProcessSnapshot> tree = Processes.Get(7).CaptureTree(ProcessFields.Nice);
        Assert.Equal([7, 9, 20, 5], tree.Select(member => member.Pid));
        Assert.All(tree, member => Assert.Equal(member.Pid, member.Nice));
        Assert.All(tree, member => Assert.Null(member.Name));
    }

    [Fact]
    public void AProcessThatEndedHasNoTree()
    {
        OSProcess process = Processes.Get(7);
        Processes.End(7);
        Assert.Throws<NoSuchProcessException>(() => process.CaptureTree(ProcessFields.Name));
    }

    [Fact]
    public void AMonitorHasTheSameTree()
    {
        using ProcessMonitor monitor = Processes.CreateMonitor();
        ProcessIdentity root = new(7, 10);
        Assert.Empty(monitor.GetTree(root));
        monitor.Refresh();
        Assert.Equal([7, 9, 20, 5], monitor.GetTree(root).Select(member => member.Pid));
        Processes.End(9);
        Assert.Equal(4, monitor.GetTree(root).Count);
        monitor.Refresh();
        Assert.Equal([7, 20], monitor.GetTree(root).Select(member => member.Pid));
        Assert.Empty(monitor.GetTree(new ProcessIdentity(7, 11)));
    }

    [Fact]
    public void AMonitorWithoutParentsHasNoTree()
    {
        using ProcessMonitor monitor = Processes.CreateMonitor(ProcessFields.Name);
        monitor.Refresh();
        Assert.Throws<InvalidOperationException>(() => monitor.GetTree(new ProcessIdentity(7, 10)));
    }

    [Fact]
    public void AMonitorFindsAProcessByItsIdentity()
    {
        using ProcessMonitor monitor = Processes.CreateMonitor();
        monitor.Refresh();
        Assert.All(Processes, process =>
        {
            Assert.True(monitor.TryGet(process.Identity, out MonitoredProcess? found));
            Assert.Equal(process.Identity, found.Identity);
        });
        Assert.False(monitor.TryGet(new ProcessIdentity(7, 99), out _));
        Assert.False(monitor.TryGet(new ProcessIdentity(8, 1), out _));
        Processes.Add(Process(7, 99, parent: 1, "new"));
        monitor.Refresh();
        Assert.True(monitor.TryGet(new ProcessIdentity(7, 99), out MonitoredProcess? next));
        Assert.Equal("new", next.Snapshot.Name);
        Assert.False(monitor.TryGet(new ProcessIdentity(7, 10), out _));
    }

    [Fact]
    public void ANameFindsAllThatHaveIt()
    {
        Assert.Equal([5, 7, 20], Processes.FindByName("web").Select(process => process.Pid));
        Assert.Empty(Processes.FindByName("WEB"));
        Assert.Empty(Processes.FindByName("we"));
        Assert.Throws<ArgumentException>(() => Processes.FindByName(""));
    }

    [Fact]
    public void ASnapshotLeadsToItsHandleAndToNoOther()
    {
        ProcessSnapshot snapshot = Processes.First(process => process.Pid == 9);
        OSProcess process = Processes.Get(snapshot);
        Assert.Equal("shell", process.GetName());
        Processes.Add(Process(9, 99, parent: 1, "new"));
        Assert.False(process.IsRunning());
    }

    private static ProcessSnapshot Process(int pid, long start, int parent, string name) =>
        new(new ProcessIdentity(pid, start))
        {
            Name = name,
            ParentPid = parent,
            Nice = pid,
            Status = ProcessStatus.Running,
            CpuTimes = default(ProcessCpuTimes),
        };
}
