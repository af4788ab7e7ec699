using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Kernel;
using Psutil.SimulatedTests.Systems;

namespace Psutil.SimulatedTests.MacOS;

/// <summary>What the library reads of the processes of a simulated Mac, in every version and architecture.</summary>
public sealed class MacOSProcessTests
{
    public static TheoryData<string, string> Versions() => [.. AbiTable.All("macos").Select(table => (table.Version, table.Architecture))];

    [Theory]
    [MemberData(nameof(Versions))]
    public void TheTableAndLibprocTellWhatTheKernelHas(string version, string architecture)
    {
        SimulatedMachine machine = new() { PageSize = 16_384 };
        SimulatedProcess worker = machine.Find(700)! with { Terminal = 34, NameBytes = [(byte)'w', 0xFF, 0xC3] };
        machine.Replace(worker);
        using MacOSKernel kernel = new(AbiTable.Load("macos", version, architecture), machine);
        ProcessSnapshot snapshot = MacOSKernel.Open(kernel.Abi).Processes.Capture(ProcessFields.All).Single(process => process.Pid == 700);
        Assert.Equal("w\uDCFF\uDCC3", snapshot.Name);
        Assert.Equal(Environment.ProcessId, snapshot.ParentPid);
        Assert.Equal(worker.ProcessGroupId, snapshot.ProcessGroupId);
        Assert.Equal(UnavailableReason.NotSupported, snapshot.Unavailable[ProcessFields.SessionId].Reason);
        Assert.Equal(ProcessStatus.Sleeping, snapshot.Status);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(worker.StartSeconds).AddMilliseconds(250), snapshot.CreateTime);
        Assert.Equal(worker.UserIds, snapshot.UserIds);
        Assert.Equal(worker.GroupIds, snapshot.GroupIds);
        Assert.Equal("alice", snapshot.UserName);
        Assert.Equal("/dev/ttys003", snapshot.Terminal);
        Assert.Equal(5, snapshot.Nice);
        Assert.Equal(
            new ProcessCpuTimes { User = TimeSpan.FromMilliseconds(1500), System = TimeSpan.FromMilliseconds(2250) },
            snapshot.CpuTimes
        );
        Assert.Equal(new ProcessMemory { Rss = 300 * 16_384, Vms = 5000L * 16_384 }, snapshot.Memory);
        Assert.Equal(2, snapshot.ThreadCount);
        Assert.Equal(new ProcessContextSwitches { Voluntary = 143 }, snapshot.ContextSwitches);
        Assert.Equal(new ProcessPageFaults { Minor = 81, Major = 82 }, snapshot.PageFaults);
        Assert.Equal(["/bin/worker", "--flag"], snapshot.CommandLine);
        Assert.Equal(new Dictionary<string, string> { ["HOME"] = "/root", ["EMPTY"] = "" }, snapshot.Environment);
        Assert.Equal("/bin/worker", snapshot.ExecutablePath);
        Assert.Equal("/var/empty", snapshot.WorkingDirectory);
        Assert.Equal([new ProcessOpenFile { Path = "/var/log/messages", FileDescriptor = 3 }], snapshot.OpenFiles);
        Assert.Equal(4, snapshot.FileDescriptorCount);
        Assert.Equal(
            [
                new ProcessThreadInfo
                {
                    Id = 1,
                    Name = "main",
                    Status = ProcessStatus.Sleeping,
                    User = TimeSpan.FromMicroseconds(10),
                    System = TimeSpan.FromMicroseconds(20),
                },
                new ProcessThreadInfo
                {
                    Id = 2,
                    Status = ProcessStatus.Sleeping,
                    User = TimeSpan.FromMicroseconds(11),
                    System = TimeSpan.FromMicroseconds(21),
                },
            ],
            snapshot.Threads
        );
        Assert.Equal([5, 6], snapshot.Connections!.Select(connection => connection.FileDescriptor));
        Assert.Equal(
            new ProcessMemoryDetails
            {
                Wired = 111,
                PhysicalFootprint = 222,
                PeakPhysicalFootprint = 333,
            },
            snapshot.MemoryDetails
        );
        Assert.Equal(new ProcessIOCounters { ReadBytes = 5_000_000_003, WriteBytes = 5_000_000_004 }, snapshot.IOCounters);

        // The region at the end belongs to all processes of x64, and to none on arm64.
        long pages = 11 + 22 + 40 + (architecture == "arm64" ? 176 : 0);
        Assert.Equal(new ProcessMemoryFootprint { Uss = pages * 16_384 }, snapshot.MemoryFootprint);
        ProcessFields[] missing =
        [
            ProcessFields.IOPriority,
            ProcessFields.HandleCount,
            ProcessFields.MemoryMaps,
            ProcessFields.CpuAffinity,
            ProcessFields.CpuNumber,
            ProcessFields.ResourceLimits,
            ProcessFields.ApproximateRss,
            ProcessFields.PriorityClass,
            ProcessFields.OomScore,
            ProcessFields.PendingSignalCount,
            ProcessFields.SessionId,
            ProcessFields.Cgroup,
        ];
        Assert.Equal(missing.Order(), snapshot.Unavailable.Keys.Order());
        Assert.All(snapshot.Unavailable.Values, reason => Assert.Equal(UnavailableReason.NotSupported, reason.Reason));
        Assert.DoesNotContain("task_for_pid", kernel.Calls);
    }

    [Fact]
    public void AFootprintOfAPartOfTheRegionsIsNone()
    {
        using MacOSKernel kernel = new(AbiTable.Load("macos", AbiTable.BaseVersion, "arm64"), new SimulatedMachine());
        OSProcess worker = MacOSKernel.Open(kernel.Abi).Processes.Get(700);
        kernel.RegionFailure = (0x3000, "EPERM");
        Assert.Equal("proc_pidinfo(700)", Assert.Throws<AccessDeniedException>(() => worker.GetMemoryFootprint()).SystemCall);
        kernel.RegionFailure = null;

        // Whether it is of x64 decides about one region alone, and its failure ends no thread.
        kernel.Sysctl.Add("sysctl.proc_cputype", _ => throw new SystemCallFailedException(kernel.Abi.Constant("EPERM")));
        Assert.NotEqual(0, worker.GetMemoryFootprint().Uss);
        kernel.On("sysctlnametomib", _ => throw new SystemCallFailedException(kernel.Abi.Constant("EPERM")));
        Assert.NotEqual(0, worker.GetMemoryFootprint().Uss);
    }

    [Fact]
    public void AProcessWithoutDescriptorsHasNone()
    {
        SimulatedMachine machine = new();
        machine.Replace(machine.Find(1)! with { HasNoDescriptor = true });
        using MacOSKernel kernel = new(AbiTable.Load("macos", AbiTable.BaseVersion, "arm64"), machine);
        ProcessSnapshot snapshot = MacOSKernel
            .Open(kernel.Abi)
            .Processes.Get(1)
            .Capture(ProcessFields.FileDescriptorCount | ProcessFields.OpenFiles | ProcessFields.Connections);
        Assert.Empty(snapshot.Unavailable);
        Assert.Equal((0, 0, 0), (snapshot.FileDescriptorCount, snapshot.OpenFiles!.Count, snapshot.Connections!.Count));
    }

    [Fact]
    public void ArgumentsAreReadAfterALongerListToo()
    {
        SimulatedMachine machine = new();
        machine.Replace(
            machine.Find(1)! with
            {
                Files = [.. Enumerable.Range(3, 300_000).Select(descriptor => (descriptor, "/var/log/messages"))],
            }
        );
        using MacOSKernel kernel = new(AbiTable.Load("macos", AbiTable.BaseVersion, "arm64"), machine);
        IReadOnlyList<ProcessSnapshot> snapshots = MacOSKernel
            .Open(kernel.Abi)
            .Processes.Capture(ProcessFields.CommandLine | ProcessFields.FileDescriptorCount);
        Assert.Equal(300_003, snapshots.Single(process => process.Pid == 1).FileDescriptorCount);
        Assert.Equal(["/bin/worker", "--flag"], snapshots.Single(process => process.Pid == 700).CommandLine);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void WhatNeedsRightsIsDeniedAndTheTableIsNot(string version, string architecture)
    {
        SimulatedMachine machine = new();
        machine.Replace(machine.Find(700)! with { IsDenied = true });
        using MacOSKernel kernel = new(AbiTable.Load("macos", version, architecture), machine);
        ProcessSnapshot snapshot = MacOSKernel
            .Open(kernel.Abi)
            .Processes.Get(700)
            .Capture(
                ProcessFields.Name
                    | ProcessFields.Memory
                    | ProcessFields.CommandLine
                    | ProcessFields.MemoryFootprint
                    | ProcessFields.MemoryDetails
                    | ProcessFields.Threads
            );
        Assert.Equal("worker", snapshot.Name);
        Assert.Equal(5, snapshot.Unavailable.Count);
        Assert.All(snapshot.Unavailable.Values, reason => Assert.Equal(UnavailableReason.Denied, reason.Reason));
        Assert.Equal("proc_pidinfo(700)", snapshot.Unavailable[ProcessFields.Memory].Error!.Value.SystemCall);
    }

    [Fact]
    public void ANameOfAnotherUsersProcessIsCompletedByItsPath()
    {
        SimulatedMachine machine = new();
        machine.Replace(
            machine.Find(700)! with
            {
                IsDenied = true,
                NameBytes = "a-very-long-name-indeed"u8.ToArray(),
                ExecutablePath = "/opt/a-very-long-name-indeed",
            }
        );
        using MacOSKernel kernel = new(AbiTable.Load("macos", AbiTable.BaseVersion, "arm64"), machine);
        Processes processes = MacOSKernel.Open(kernel.Abi).Processes;
        Assert.Equal("a-very-long-name-indeed", processes.Get(700).GetName());
        Assert.Equal("a-very-long-name-indeed", processes.Capture(ProcessFields.Name).Single(process => process.Pid == 700).Name);
    }

    [Fact]
    public void TheExitCodeOfWhoMayNotBeSignalledIsUnknown()
    {
        SimulatedMachine machine = new();
        machine.Processes.Add(new(701, "stranger") { IsDenied = true });
        machine.Processes.Add(new(702, "own"));
        using MacOSKernel kernel = new(AbiTable.Load("macos", AbiTable.BaseVersion, "arm64"), machine);
        Processes processes = MacOSKernel.Open(kernel.Abi).Processes;
        kernel.Watched = pid => kernel.End(pid, 3 << 8);
        Assert.Null(processes.Get(701).Wait(TimeSpan.FromSeconds(60)));
        Assert.Equal(3, processes.Get(702).Wait(TimeSpan.FromSeconds(60)));
    }

    [Theory]
    [InlineData("two\0three", new[] { "two", "three" })]
    [InlineData("two\0\0", new[] { "two", "" })]
    [InlineData("", new string[0])]
    public void AnArgumentBlockThatIsCutIsReadAsFarAsItGoes(string bytes, string[] expected)
    {
        SimulatedMachine machine = new();
        machine.Replace(
            machine.Find(700)! with
            {
                Arguments =
                [
                    [],
                    [],
                ],
                ArgumentBytes = System.Text.Encoding.UTF8.GetBytes(bytes),
                Environment = [],
            }
        );
        using MacOSKernel kernel = new(AbiTable.Load("macos", AbiTable.BaseVersion, "arm64"), machine);
        Assert.Equal(expected, MacOSKernel.Open(kernel.Abi).Processes.Get(700).GetCommandLine());
    }

    [Fact]
    public void ANameThatTheKernelCutIsCompleted()
    {
        SimulatedMachine machine = new();
        machine.Replace(
            machine.Find(700)! with
            {
                NameBytes = "a-very-long-name-indeed"u8.ToArray(),
                Arguments = ["/opt/a-very-long-name-indeed"u8.ToArray()],
            }
        );
        using MacOSKernel kernel = new(AbiTable.Load("macos", AbiTable.BaseVersion, "arm64"), machine);
        Assert.Equal("a-very-long-name-indeed", MacOSKernel.Open(kernel.Abi).Processes.Get(700).GetName());
    }
}
