using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Kernel;
using Psutil.SimulatedTests.NetBsd;

namespace Psutil.SimulatedTests.Systems;

/// <summary>
/// A process from its start to its collection, on every system, version and architecture: OpenBSD and NetBSD no longer report when it
/// started once it ends.
/// </summary>
public sealed class ZombieTests
{
    private const int Worker = 700;

    public static TheoryData<string, string, string> Systems() => SystemTests.Systems();

    [Theory]
    [MemberData(nameof(Systems))]
    public void AProcessIsOneFromItsStartToItsCollection(string folder, string version, string architecture)
    {
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        OSProcess worker = processes.Get(Worker);
        using ProcessMonitor monitor = processes.CreateMonitor(ProcessFields.Basic | ProcessFields.Status);
        monitor.Refresh();
        foreach (bool isExiting in (bool[])[true, false])
        {
            End(kernel, isExiting);
            Assert.True(worker.IsRunning());
            Assert.True(processes.Exists(Worker));
            Assert.Equal(ProcessStatus.Zombie, worker.GetStatus());
            Assert.Equal(worker.Identity, worker.Capture(ProcessFields.Status).Identity);
            ProcessChanges changes = monitor.Refresh();
            Assert.Empty(changes.Started);
            Assert.Empty(changes.Exited);
            MonitoredProcess seen = monitor.Processes.Single(process => process.Pid == Worker);
            Assert.Equal((worker.Identity, worker.Identity), (seen.Identity, seen.Snapshot.Identity));
            Assert.Equal(ProcessStatus.Zombie, seen.Snapshot.Status);
            Assert.Equal(Worker, worker.CaptureTree(ProcessFields.Status)[0].Pid);
            Assert.Equal(1, worker.GetTreeTotals().ProcessCount);
        }

        kernel.End(Worker, 0);
        Assert.False(worker.IsRunning());
        Assert.Equal(worker.Identity, Assert.Single(monitor.Refresh().Exited).Identity);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void WhatTheKernelNoLongerReportsIsUnknown(string folder, string version, string architecture)
    {
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        End(kernel, isExiting: false);
        ProcessSnapshot alone = processes.Get(Worker).Capture(ProcessFields.Basic | ProcessFields.CreateTime | ProcessFields.IOCounters);
        ProcessSnapshot listed = processes.Capture(ProcessFields.Basic | ProcessFields.CreateTime).Single(process => process.Pid == Worker);
        bool forgets = folder is "OpenBsd" or "NetBsd";
        Assert.Equal((forgets, forgets), (alone.Identity.StartTime is null, listed.Identity.StartTime is null));
        Assert.Equal((forgets, forgets), (alone.CreateTime is null, listed.CreateTime is null));
        if (forgets)
        {
            ProcessFields[] forgotten = [ProcessFields.CreateTime, ProcessFields.CpuTimes, ProcessFields.Memory];
            Assert.All(forgotten.Append(ProcessFields.IOCounters), field =>
                Assert.Equal(UnavailableReason.Zombie, alone.Unavailable[field].Reason)
            );
            Assert.All(forgotten, field => Assert.Equal(UnavailableReason.Zombie, listed.Unavailable[field].Reason));
        }
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void NothingIsSentToWhoeverCannotBeTold(string folder, string version, string architecture)
    {
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        OSProcess worker = processes.Get(Worker);
        End(kernel, isExiting: true);
        if (folder is "OpenBsd" or "NetBsd")
        {
            Assert.Throws<NoSuchProcessException>(worker.Kill);
            Assert.Throws<NoSuchProcessException>(() => worker.SetNice(7));
            Assert.Throws<NoSuchProcessException>(processes.Get(Worker).Kill);
            Assert.Empty(kernel.Machine.Signals);
        }
        else
        {
            worker.Kill();
            Assert.Single(kernel.Machine.Signals);
        }
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void ALaterProcessWithThePidIsAnotherOne(string folder, string version, string architecture)
    {
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        End(kernel, isExiting: false);
        OSProcess zombie = processes.Get(Worker);
        using ProcessMonitor monitor = processes.CreateMonitor();
        monitor.Refresh();
        kernel.Machine.Replace(
            new SimulatedProcess(Worker, "another") { ParentPid = 1, StartSeconds = SimulatedMachine.BootSeconds + 5000 }
        );
        Assert.False(zombie.IsRunning());
        Assert.Throws<NoSuchProcessException>(() => zombie.GetStatus());
        Assert.Throws<NoSuchProcessException>(zombie.Kill);
        ProcessChanges changes = monitor.Refresh();
        Assert.Equal(Worker, Assert.Single(changes.Started).Pid);
        Assert.Equal(Worker, Assert.Single(changes.Exited).Pid);
        Assert.Empty(kernel.Machine.Signals);
    }

    [Fact]
    public void AProcessThatRunsANewProgramIsReadAgain()
    {
        using NetBsdKernel kernel = (NetBsdKernel)Boot("NetBsd", AbiTable.BaseVersion, "amd64", out Processes processes);
        OSProcess worker = processes.Get(Worker);
        DateTimeOffset started = worker.GetCreateTime();
        int readings = 0;
        kernel.RunsNewProgram = pid => pid == Worker && readings++ < 3;
        Assert.Equal(worker, processes.Get(Worker));
        readings = 0;
        Assert.Equal(worker.Identity, processes.Capture(ProcessFields.Name).Single(process => process.Pid == Worker).Identity);
        readings = 0;
        Assert.Equal(started, worker.GetCreateTime());
        readings = 0;
        worker.Kill();
        Assert.Single(kernel.Machine.Signals);
    }

    [Fact]
    public void AProcessThatRunsANewProgramForLongIsThereAndIsSentNothing()
    {
        using NetBsdKernel kernel = (NetBsdKernel)Boot("NetBsd", AbiTable.BaseVersion, "amd64", out Processes processes);
        OSProcess worker = processes.Get(Worker);
        using ProcessMonitor monitor = processes.CreateMonitor();
        monitor.Refresh();
        kernel.RunsNewProgram = pid => pid == Worker;
        Assert.True(worker.IsRunning());
        ProcessSnapshot snapshot = worker.Capture(ProcessFields.Name | ProcessFields.CpuTimes);
        Assert.Equal("worker", snapshot.Name);
        Assert.Equal(kernel.Abi.Constant("EBUSY"), snapshot.Unavailable[ProcessFields.CpuTimes].Error!.Value.ErrorCode);
        Assert.Equal(kernel.Abi.Constant("EBUSY"), Assert.Throws<SystemCallException>(worker.Kill).ErrorCode);
        ProcessChanges changes = monitor.Refresh();
        Assert.Equal((0, 0), (changes.Started.Count, changes.Exited.Count));
        Assert.Empty(kernel.Machine.Signals);
    }

    private static void End(BsdKernel kernel, bool isExiting) =>
        kernel.Machine.Replace(
            kernel.Machine.Find(Worker)! with
            {
                Status = ProcessStatus.Zombie,
                IsExiting = isExiting,
                Arguments = [],
                Environment = [],
            }
        );

    private static BsdKernel Boot(string folder, string version, string architecture, out Processes processes)
    {
        SimulatedSystem system = SimulatedSystem.Named(folder);
        BsdKernel kernel = (BsdKernel)system.Boot(AbiTable.Load(system.Name, version, architecture), new SimulatedMachine());
        processes = system.Open(kernel.Abi).Processes;
        return kernel;
    }
}
