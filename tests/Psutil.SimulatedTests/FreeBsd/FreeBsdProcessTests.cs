using Psutil.Platforms.FreeBsd;
using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Kernel;
using Psutil.SimulatedTests.Systems;

namespace Psutil.SimulatedTests.FreeBsd;

/// <summary>What the library reads of the processes of a simulated FreeBSD machine, in every version and architecture.</summary>
public sealed class FreeBsdProcessTests
{
    public static TheoryData<string, string> Versions() =>
        [.. AbiTable.All("freebsd").Select(table => (table.Version, table.Architecture))];

    [Theory]
    [MemberData(nameof(Versions))]
    public void TheTableTellsWhatTheKernelHas(string version, string architecture)
    {
        SimulatedMachine machine = new();
        SimulatedProcess worker = machine.Find(700)! with
        {
            Terminal = 34,
            Status = ProcessStatus.Running,
            Name = "w",
            NameBytes = [(byte)'w', 0xFF, 0xC3],
        };
        machine.Replace(worker);
        using FreeBsdKernel kernel = new(AbiTable.Load("freebsd", version, architecture), machine);
        Processes processes = new FreeBsdMachine(MachineOptions.Default).Processes;
        ProcessSnapshot snapshot = processes.Capture(ProcessFields.All).Single(process => process.Pid == 700);
        Assert.Equal("w\uDCFF\uDCC3", snapshot.Name);
        Assert.Equal(Environment.ProcessId, snapshot.ParentPid);
        Assert.Equal(worker.ProcessGroupId, snapshot.ProcessGroupId);
        Assert.Equal(worker.SessionId, snapshot.SessionId);
        Assert.Equal(ProcessStatus.Running, snapshot.Status);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(worker.StartSeconds).AddMilliseconds(250), snapshot.CreateTime);
        Assert.Equal(worker.UserIds, snapshot.UserIds);
        Assert.Equal(worker.GroupIds, snapshot.GroupIds);
        Assert.Equal("alice", snapshot.UserName);
        Assert.Equal("/dev/pts/3", snapshot.Terminal);
        Assert.Equal(5, snapshot.Nice);
        Assert.Equal(
            new ProcessCpuTimes
            {
                User = TimeSpan.FromMilliseconds(1500),
                System = TimeSpan.FromMilliseconds(2250),
                ChildrenUser = TimeSpan.FromMilliseconds(3125),
                ChildrenSystem = TimeSpan.FromMicroseconds(4_000_001),
            },
            snapshot.CpuTimes
        );
        Assert.Equal(
            new ProcessMemory
            {
                Rss = 300 * 4096,
                Vms = 5000 * 4096,
                Text = 10 * 4096,
                Data = 20 * 4096,
                Stack = 30 * 4096,
                PeakRss = 100_000 * 1024,
            },
            snapshot.Memory
        );
        Assert.Equal(2, snapshot.ThreadCount);
        Assert.Equal(new ProcessContextSwitches { Voluntary = 71, Involuntary = 72 }, snapshot.ContextSwitches);
        Assert.Equal(new ProcessPageFaults { Minor = 81, Major = 82 }, snapshot.PageFaults);
        Assert.Equal(new ProcessIOCounters { ReadCount = 91, WriteCount = 92 }, snapshot.IOCounters);
        Assert.Equal(1, snapshot.CpuNumber);
        Assert.Equal(["/bin/worker", "--flag"], snapshot.CommandLine);
        Assert.Equal(new Dictionary<string, string> { ["HOME"] = "/root", ["EMPTY"] = "" }, snapshot.Environment);
        Assert.Equal("/bin/worker", snapshot.ExecutablePath);
        Assert.Equal("/var/empty", snapshot.WorkingDirectory);
        Assert.Equal([new ProcessOpenFile { Path = "/var/log/messages", FileDescriptor = 3 }], snapshot.OpenFiles);
        Assert.Equal(2, snapshot.FileDescriptorCount);
        Assert.Equal([0, 1], snapshot.CpuAffinity);
        Assert.Equal(
            [
                new ProcessThreadInfo
                {
                    Id = 100_000,
                    Name = "a-long-thread-name",
                    Status = ProcessStatus.Running,
                    User = TimeSpan.FromMicroseconds(10),
                    System = TimeSpan.FromMicroseconds(20),
                },
                new ProcessThreadInfo
                {
                    Id = 100_001,
                    Name = "a-long-thread-name",
                    Status = ProcessStatus.Running,
                    User = TimeSpan.FromMicroseconds(11),
                    System = TimeSpan.FromMicroseconds(21),
                },
            ],
            snapshot.Threads
        );
        Assert.Equal([5, 6], snapshot.Connections!.Select(connection => connection.FileDescriptor));
        ProcessFields[] missing =
        [
            ProcessFields.IOPriority,
            ProcessFields.HandleCount,
            ProcessFields.MemoryDetails,
            ProcessFields.MemoryFootprint,
            ProcessFields.ApproximateRss,
            ProcessFields.PriorityClass,
            ProcessFields.OomScore,
            ProcessFields.PendingSignalCount,
            ProcessFields.Cgroup,
        ];
        Assert.Equal(missing.Order(), snapshot.Unavailable.Keys.Order());
        Assert.All(snapshot.Unavailable.Values, reason => Assert.Equal(UnavailableReason.NotSupported, reason.Reason));
    }

    [Theory]
    [InlineData("EPERM", UnavailableReason.Denied)]
    [InlineData("EIO", UnavailableReason.Failed)]
    public void AListOfTheMachineThatFailsIsNamedAsTheReason(string error, UnavailableReason reason)
    {
        AbiTable abi = AbiTable.All("freebsd").First();
        using FreeBsdKernel kernel = new(abi, new SimulatedMachine());
        kernel.Sysctl.Add("net.inet.tcp.pcblist", _ => throw new SystemCallFailedException(abi.Constant(error)));
        Processes processes = new FreeBsdMachine(MachineOptions.Default).Processes;
        Unavailability missing = processes.Get(700).Capture(ProcessFields.Connections).Unavailable[ProcessFields.Connections];
        Assert.Equal(reason, missing.Reason);
        Assert.Equal("sysctl(net.inet.tcp.pcblist)", missing.Error?.SystemCall);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void MapsAndLimitsAreRead(string version, string architecture)
    {
        using FreeBsdKernel kernel = new(AbiTable.Load("freebsd", version, architecture), new SimulatedMachine());
        OSProcess process = new FreeBsdMachine(MachineOptions.Default).Processes.Get(700);
        IReadOnlyList<ProcessMemoryMap> maps = process.GetMemoryMaps();
        Assert.Equal(
            [
                new ProcessMemoryMap
                {
                    Path = "/bin/worker",
                    Address = "200000-203000",
                    Permissions = "r-x",
                    Size = 0x3000,
                    Rss = 3 * 4096,
                    Private = 4096,
                    ReferenceCount = 6,
                    ShadowCount = 7,
                },
                new ProcessMemoryMap
                {
                    Path = "[default]",
                    Address = "800000000000-800000100000",
                    Permissions = "rw-",
                    Size = 0x100000,
                    Rss = 5 * 4096,
                    Private = 5 * 4096,
                    ReferenceCount = 6,
                    ShadowCount = 7,
                },
            ],
            maps
        );
        IReadOnlyDictionary<ResourceKind, ResourceLimit> limits = process.GetResourceLimits();
        Assert.Equal(13, limits.Count);
        Assert.Equal(new ResourceLimit(700 + 8, null), limits[ResourceKind.OpenFiles]);
        Assert.Equal(new ResourceLimit(700 + 12, null), limits[ResourceKind.Swap]);
        Assert.Throws<PsutilNotSupportedException>(() => process.GetResourceLimit(ResourceKind.FileLocks));
        process.SetResourceLimit(ResourceKind.OpenFiles, new ResourceLimit(64, null));
        (int[] name, byte[] value) = Assert.Single(kernel.Sysctl.Changes);
        Assert.Equal([1, 14, 37, 700, 8], name);
        Assert.Equal([64, long.MaxValue], System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(value).ToArray());
        process.SetCpuAffinity([1]);
        Assert.Equal(kernel.Abi.Structure("cpuset_t").Size, kernel.Affinities[700].Length);
        Assert.Equal([1], process.GetCpuAffinity());
        Assert.Throws<ArgumentException>(() => process.SetCpuAffinity([2]));
    }

    [Fact]
    public void AnErrorNamesTheCallThatFailed()
    {
        using FreeBsdKernel kernel = new(AbiTable.Load("freebsd", AbiTable.BaseVersion, "amd64"), new SimulatedMachine());
        OSProcess worker = new Platforms.FreeBsd.FreeBsdMachine(MachineOptions.Default).Processes.Get(700);
        kernel.Sysctl.Add("net.inet.tcp.pcblist", _ => throw new SystemCallFailedException(kernel.Abi.Constant("ENOSYS")));
        Unavailability reason = worker.Capture(ProcessFields.Connections).Unavailable[ProcessFields.Connections];
        Assert.Equal("sysctl(net.inet.tcp.pcblist)", reason.Error!.Value.SystemCall);
        Assert.Equal(kernel.Abi.Constant("ENOSYS"), reason.Error.Value.ErrorCode);
        kernel.Sysctl.ChangeFailure = "EPERM";
        AccessDeniedException denied = Assert.Throws<AccessDeniedException>(() =>
            worker.SetResourceLimit(ResourceKind.OpenFiles, new ResourceLimit(64, null))
        );
        Assert.Equal("sysctl(kern.proc.rlimit.700)", denied.SystemCall);
    }
}
