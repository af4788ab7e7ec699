using Psutil.Platforms.Windows;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.WindowsTests;

/// <summary>No handle stays open. Runs alone, because the others open handles all the time.</summary>
[CollectionDefinition(nameof(LeakTests), DisableParallelization = true)]
[Collection(nameof(LeakTests))]
public class LeakTests
{
    private const int Rounds = 24;

    [Theory]
    [InlineData(ProcessFields.All & ~(ProcessFields.MemoryMaps | ProcessFields.OpenFiles))]
    [InlineData(ProcessFields.OpenFiles)]
    [InlineData(ProcessFields.MemoryMaps)]
    public void AskingAgainAndAgainLeavesNoHandleOpen(ProcessFields fields)
    {
        OSProcess current = Machine.Local.Processes.Current;
        Ask();
        int before = CountOwnHandles();
        for (int round = 0; round < Rounds; round++)
        {
            Ask();
        }

        // Threads that ask for names are kept for some seconds.
        Assert.True(
            Capability.Within(TestChild.Patience, () => CountOwnHandles() <= before + (Rounds / 2)),
            $"{before} handles became {CountOwnHandles()}."
        );

        void Ask()
        {
            _ = current.Capture(fields);
            _ = Machine.Local.Processes.TryGet(current.Pid, out _);
            _ = Machine.Local.Processes.Capture(ProcessFields.Basic | ProcessFields.ExecutablePath | ProcessFields.UserName);
        }
    }

    [Fact]
    public void AskingAboutTheMachineLeavesNoHandleOpen()
    {
        Machine machine = Machine.Local;
        Action[] questions =
        [
            () => machine.Cpu.GetTimes(),
            () => machine.Cpu.GetTimesPerCpu(),
            () => machine.Cpu.GetLogicalCount(),
            () => machine.Cpu.GetPhysicalCount(),
            () => machine.Cpu.GetAvailableCount(),
            () => machine.Cpu.GetStatistics(),
            () => machine.Cpu.GetFrequencyPerCpu(),
            () => machine.Cpu.GetLoadAverage(),
            () => machine.Memory.GetVirtual(),
            () => machine.Memory.GetSwap(),
            () => machine.Disks.GetPartitions(all: true),
            () => machine.Disks.GetUsage(@"C:\"),
            () => machine.Disks.GetUsage(@"Q:\"),
            () => machine.Disks.GetIOCountersPerDisk(),
            () => machine.Network.GetConnections(ConnectionKinds.All),
            () => machine.Network.GetIOCountersPerInterface(),
            () => machine.Network.GetInterfaceAddresses(),
            () => machine.Network.GetInterfaceStates(),
            () => machine.Sensors.GetTemperatures(),
            () => machine.Sensors.GetBattery(),
            () => machine.Services!.GetServices(),
            () => machine.Services!.Get("Spooler"),
            () => machine.Services!.Get("there is none"),
            () => machine.GetBootTime(),
            () => machine.GetUserSessions(),
            () => machine.GetLimits(),
            () => Machine.Local.Memory.GetNativeHeap(),
            () => Machine.Local.Memory.TrimNativeHeap(),
            () => Machine.Open(MachineOptions.Default).Processes.GetPids(),
        ];
        LeavesNoHandleOpen(questions);
    }

    [Fact]
    public void ActingOnAProcessLeavesNoHandleOpen()
    {
        using TestChild child = TestChild.Start("wait");
        OSProcess process = Machine.Local.Processes.FromIdentity(child.Process.Identity);
        LeavesNoHandleOpen(
            () => process.Capture(WindowsProcesses.Supported),
            process.Suspend,
            process.Resume,
            () => process.SetPriorityClass(System.Diagnostics.ProcessPriorityClass.BelowNormal),
            () => process.ResetCpuAffinity(),
            () => process.SetCpuAffinity([0]),
            () => process.SetCpuAffinity([99999]),
            () => process.SetIOPriority(WindowsIOPriority.Low),
            () => process.Wait(TimeSpan.Zero),
            () => process.GetParent(),
            () => process.GetChildren(recursive: true),
            () => process.IsRunning()
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ProcessAccess.QueryLimitedInformation)]
    public void BeingDeniedLeavesNoHandleOpen(uint rights)
    {
        using ClosedChild child = new(rights);
        LeavesNoHandleOpen(
            () => child.Process.Capture(WindowsProcesses.Supported),
            child.Process.Suspend,
            child.Process.Kill,
            () => child.Process.SetPriorityClass(System.Diagnostics.ProcessPriorityClass.Idle),
            () => child.Process.SetCpuAffinity([0]),
            () => child.Process.Wait(TimeSpan.Zero),
            () => child.Process.GetOpenFiles(),
            () => child.Process.IsRunning(),
            () => Machine.Local.Processes.Capture(ProcessFields.Basic | ProcessFields.CommandLine)
        );
    }

    [Fact]
    public void AskingAfterWhoHasEndedLeavesNoHandleOpen()
    {
        TestChild child = TestChild.Start("wait");
        OSProcess process = Machine.Local.Processes.FromIdentity(child.Process.Identity);

        // As long as somebody has a handle, it can be opened, though it has ended.
        using System.Diagnostics.Process runtime = System.Diagnostics.Process.GetProcessById(process.Pid);
        _ = runtime.SafeHandle;
        child.End();
        LeavesNoHandleOpen(
            () => process.Capture(WindowsProcesses.Supported),
            process.Suspend,
            process.Kill,
            () => process.Wait(),
            () => process.IsRunning(),
            () => Machine.Local.Processes.TryGet(process.Pid, out _),
            () => process.SetCpuAffinity([0])
        );
        child.Dispose();
    }

    [Fact]
    public async Task AWaitGivesItsHandleBackWhenItIsCancelled()
    {
        using TestChild child = TestChild.Start("wait");
        OSProcess handle = Machine.Local.Processes.FromIdentity(child.Process.Identity);
        await WaitInVain();
        int before = CountOwnHandles();
        for (int round = 0; round < Rounds; round++)
        {
            await WaitInVain();
        }

        Assert.True(Capability.Within(TestChild.Patience, () => CountOwnHandles() <= before + (Rounds / 2)));

        async Task WaitInVain()
        {
            using CancellationTokenSource cancellation = new();
            Task<int?> wait = handle.WaitAsync(cancellation.Token);
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        }
    }

    /// <summary>Does everything again and again, whether it succeeds or not.</summary>
    private static void LeavesNoHandleOpen(params Action[] calls)
    {
        DoAll();
        int before = CountOwnHandles();
        for (int round = 0; round < Rounds; round++)
        {
            DoAll();
        }

        Assert.True(
            Capability.Within(TestChild.Patience, () => CountOwnHandles() <= before + (Rounds / 2)),
            $"{before} handles became {CountOwnHandles()}."
        );

        void DoAll()
        {
            foreach (Action call in calls)
            {
                _ = Record.Exception(call);
            }
        }
    }

    // The list of all handles counts ours, where the counter does not.
    private static unsafe int CountOwnHandles()
    {
        // A thread that has ended keeps its handles until it is collected.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using NativeBuffer buffer = new(1 << 16);
        Assert.Equal(
            0,
            buffer.FillByStatus(
                static (bytes, length, out needed) => Ntdll.QuerySystem(Ntdll.SystemExtendedHandleClass, bytes, length, out needed)
            )
        );
        int count = 0;
        foreach (SystemHandleEntry entry in HandleTable.ParseSystem(buffer.Answer))
        {
            count += entry.UniqueProcessId == (nuint)Environment.ProcessId ? 1 : 0;
        }

        return count;
    }
}
