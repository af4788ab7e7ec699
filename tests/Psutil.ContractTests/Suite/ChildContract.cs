using System.Net;
using System.Net.NetworkInformation;
using System.Text;

namespace Psutil.ContractTests.Suite;

/// <summary>What the library tells of a child, beside what the child was started with and what it does.</summary>
public abstract class ChildContract(Subject subject)
{
    [Fact]
    public void ItIsWhatItWasStartedAs()
    {
        string[] arguments = ["two words", "", "quote\"inside", "back\\slash\\", "Ünïcödé 漢字 🦊", "a=b", "*?"];
        ChildSettings settings = new()
        {
            WorkingDirectory = subject.Folder,
            Environment = new Dictionary<string, string> { ["PSUTIL_TEST"] = "välue = with = signs", ["PSUTIL_EMPTY"] = "" },
        };
        using SubjectChild child = subject.Start("wait", arguments, settings);
        OSProcess process = subject.Processes.Get(child.Process.Pid);
        Assert.Equal(child.Process.Identity, process.Identity);
        Assert.Equal([.. child.CommandLine, .. arguments], process.GetCommandLine());
        Assert.Equal(Path.GetFileName(child.ProgramPath), process.GetName());
        Assert.Equal(Path.TrimEndingDirectorySeparator(subject.Folder), process.GetWorkingDirectory());
        IReadOnlyDictionary<string, string> environment = process.GetEnvironment();
        Assert.Equal("välue = with = signs", environment["PSUTIL_TEST"]);
        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), environment["PATH"]);
        Assert.Equal("", environment.GetValueOrDefault("PSUTIL_EMPTY", ""));
        Assert.Equal(subject.Processes.Current.GetUserName(), process.GetUserName());
    }

    [Fact]
    public void ItRunsItsProgram()
    {
        subject.Need(ProcessFields.ExecutablePath);
        using SubjectChild child = subject.Start("wait");
        Assert.Equal(child.ProgramPath, child.Process.GetExecutablePath());
    }

    [Fact]
    public void ItIsAChildOfThisProcess()
    {
        DateTimeOffset before = DateTimeOffset.UtcNow;
        using SubjectChild child = subject.Start("wait");
        OSProcess current = subject.Processes.Current;
        Assert.Equal(Environment.ProcessId, child.Process.GetParentPid());
        Assert.Equal(current, child.Process.GetParent());
        Assert.Contains(current, child.Process.GetParents());
        Assert.Contains(child.Process, current.GetChildren());
        Assert.InRange(child.Process.GetCreateTime(), before.AddSeconds(-2), DateTimeOffset.UtcNow.AddSeconds(2));
    }

    [Fact]
    public void ATreeIsFoundFromItsRoot()
    {
        using SubjectChild root = subject.Start("tree", "2");
        int[] pids = root.DescendantPids;
        Assert.Equal(2, pids.Length);
        Assert.Equal(pids, root.Process.GetChildren(recursive: true).Select(process => process.Pid));
        Assert.Equal(pids[..1], root.Process.GetChildren().Select(process => process.Pid));
        ProcessTreeTotals totals = root.Process.GetTreeTotals();
        Assert.Equal(3, totals.ProcessCount);
        Assert.True(totals.Rss > root.Process.GetMemory().Rss / 2);
    }

    [Fact]
    public void ATreeIsCapturedWithItsRootFirst()
    {
        using SubjectChild root = subject.Start("tree", "2");
        int[] pids = [root.Process.Pid, .. root.DescendantPids];
        IReadOnlyList<ProcessSnapshot> tree = root.Process.CaptureTree(ProcessFields.Name | ProcessFields.CpuTimes);
        Assert.Equal(pids, tree.Select(member => member.Pid));
        Assert.All(tree, member => Assert.Equal(root.Process.GetName(), member.Name));
        Assert.Equal(pids, root.Process.CaptureTree(ProcessFields.CommandLine).Select(member => member.Pid));
        using ProcessMonitor monitor = subject.Processes.CreateMonitor();
        monitor.Refresh();
        Assert.Equal(pids, monitor.GetTree(tree[0].Identity).Select(member => member.Pid));
        Assert.True(monitor.TryGet(tree[2].Identity, out MonitoredProcess? last));
        Assert.Equal(pids[2], last.Pid);
    }

    [Fact]
    public void ItIsFoundByItsName()
    {
        using SubjectChild child = subject.Start("wait");
        ProcessSnapshot snapshot = child.Process.Capture(ProcessFields.Name);
        Assert.Equal(child.Process, subject.Processes.Get(snapshot));
        Assert.Contains(child.Process, subject.Processes.FindByName(snapshot.Name!));
        Assert.DoesNotContain(child.Process, subject.Processes.FindByName(snapshot.Name + "x"));
    }

    [Fact]
    public void ItsCpuTimeGrowsWhileItWorks()
    {
        using SubjectChild child = subject.Start("spin");
        TimeSpan before = CpuTime();
        child.Act();
        Assert.InRange((CpuTime() - before).TotalSeconds, 0.05, 10);

        // As the process table tells it.
        TimeSpan CpuTime() => child.Process.Capture(ProcessFields.CpuTimes | ProcessFields.ThreadCount).CpuTimes!.Value.Total;
    }

    [Fact]
    public void ItsMemoryGrowsWhenItAllocates()
    {
        const int Bytes = 64 << 20;
        using SubjectChild child = subject.Start("allocate", Bytes.ToString(CultureInfo.InvariantCulture));
        ProcessMemory before = child.Process.GetMemory();
        child.Act();
        ProcessMemory after = child.Process.GetMemory();
        Assert.InRange(after.Rss - before.Rss, Bytes / 2, Bytes * 4L);
        Assert.True(after.Vms >= before.Vms);
    }

    [Fact]
    public void ItsFootprintIsApartOfItsMemory()
    {
        subject.Need(ProcessFields.MemoryFootprint);
        using SubjectChild child = subject.Start("wait");
        ProcessMemoryFootprint footprint = Capability.Get(child.Process.GetMemoryFootprint);
        Assert.InRange(footprint.Uss, 1, child.Process.GetMemory().Rss * 2);
    }

    [Fact]
    public void ItsOpenFileIsListed()
    {
        subject.Need(ProcessFields.OpenFiles);
        string path = Path.Join(Path.GetTempPath(), $"psutil-contract-{Guid.NewGuid():N} ö.txt");
        using (SubjectChild child = subject.Start("hold", path))
        {
            ProcessSnapshot snapshot = child.Process.Capture(ProcessFields.OpenFiles);
            Assert.Contains(snapshot.OpenFiles ?? [], file => Path.GetFileName(file.Path) == Path.GetFileName(path));
            Assert.True(snapshot.UnnamedFileCount is null or 0);
        }

        File.Delete(path);
    }

    [Fact]
    public void ItsMapsHoldItsProgram()
    {
        subject.Need(ProcessFields.MemoryMaps);
        using SubjectChild child = subject.Start("wait");
        IReadOnlyList<ProcessMemoryMap> maps = child.Process.GetMemoryMaps();
        Assert.Contains(maps, map =>
            string.Equals(Path.GetFileName(map.Path), Path.GetFileName(child.ProgramPath), StringComparison.OrdinalIgnoreCase)
        );
        Assert.All(maps, map => Assert.True(map.Size > 0 && map.Rss is null or >= 0));
        Assert.All(maps, map => Assert.True(map.Rss is null || map.Rss <= map.Size));
        IReadOnlyList<ProcessMemoryMap> grouped = child.Process.GetMemoryMaps(grouped: true);
        Assert.Equal(grouped.Select(map => map.Path).Distinct(), grouped.Select(map => map.Path));
    }

    [Fact]
    public void ItsListenerIsListedWithIt()
    {
        using SubjectChild child = subject.Start("listen");
        IPEndPoint endPoint = new(IPAddress.Loopback, int.Parse(child.Greeting, CultureInfo.InvariantCulture));
        NetworkConnection ofMachine = Assert.Single(subject.Machine.Network.GetConnections(ConnectionKinds.Tcp4), socket =>
            socket.State == TcpState.Listen && endPoint.Equals(socket.LocalEndPoint)
        );
        subject.NeedSocketOwners();
        Assert.Equal(child.Process.Pid, ofMachine.Pid);
        Assert.Contains(child.Process.GetConnections(), socket => endPoint.Equals(socket.LocalEndPoint));
    }

    [Fact]
    public void ItsWritesAreCounted()
    {
        subject.Need(ProcessFields.IOCounters);
        string path = Path.Join(Path.GetTempPath(), $"psutil-contract-{Guid.NewGuid():N}.bin");
        using (SubjectChild child = subject.Start("write", path))
        {
            ProcessIOCounters before = Capability.Get(child.Process.GetIOCounters);
            child.Act();
            ProcessIOCounters after = child.Process.GetIOCounters();
            Assert.Equal(before.WriteBytes is null, after.WriteBytes is null);
            long? bytes = (after.WriteChars ?? after.WriteBytes) - (before.WriteChars ?? before.WriteBytes);

            // What counts no bytes counts blocks as they go to the disk, of which one can hold several writes. What counts bytes alone
            // counts them as they go there, which can be later.
            long? count = after.WriteCount - before.WriteCount;
            Assert.True(count is not null || bytes is not null);
            Assert.True(count is null || count >= (bytes is null ? 1 : 64));
            Assert.True(count is null or <= 10_000);
            Assert.True(bytes is null || bytes >= (count is null ? 0 : 64 * 16384));
        }

        File.Delete(path);
    }

    [Fact]
    public void ItsThreadsAreCounted()
    {
        using SubjectChild child = subject.Start("wait");
        ProcessSnapshot snapshot = child.Process.Capture(ProcessFields.Threads | ProcessFields.ThreadCount);
        Assert.InRange(snapshot.Threads!.Count, 1, 1000);
        Assert.InRange(snapshot.ThreadCount!.Value, snapshot.Threads.Count - 5, snapshot.Threads.Count + 5);
        Assert.Equal(snapshot.Threads.Select(thread => thread.Id).Order().Distinct(), snapshot.Threads.Select(thread => thread.Id));
    }

    [Fact]
    public void AnEnvironmentLargerThanAPageIsWhole()
    {
        string value = new StringBuilder().Insert(0, "0123456789", 2000).ToString();
        using SubjectChild child = subject.Start(
            "wait",
            [],
            new ChildSettings { Environment = new Dictionary<string, string> { ["PSUTIL_LARGE"] = value } }
        );
        Assert.Equal(value, child.Process.GetEnvironment()["PSUTIL_LARGE"]);
    }
}
