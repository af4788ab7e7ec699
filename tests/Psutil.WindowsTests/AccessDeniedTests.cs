using System.Diagnostics;
using Psutil.Platforms.Windows;

namespace Psutil.WindowsTests;

/// <summary>
/// What is known of a process that may not be opened: all that the process table tells, and of the rest that it was denied.
/// </summary>
[Collection(nameof(OwnDebugPrivilege))]
public class AccessDeniedTests
{
    private const ProcessFields NeedsHandle =
        ProcessFields.CommandLine
        | ProcessFields.WorkingDirectory
        | ProcessFields.Environment
        | ProcessFields.UserName
        | ProcessFields.PriorityClass
        | ProcessFields.IOPriority
        | ProcessFields.MemoryFootprint
        | ProcessFields.MemoryMaps
        | ProcessFields.OpenFiles
        | ProcessFields.CpuAffinity;

    [Fact]
    public void AProcessThatMayNotBeOpenedHasAllValuesOfTheTable()
    {
        using ClosedChild child = new(rights: 0);
        OSProcess process = child.Process;
        ProcessSnapshot listed = Machine
            .Local.Processes.Capture(WindowsProcesses.Supported)
            .Single(snapshot => snapshot.Identity == process.Identity);
        ProcessSnapshot asked = process.Capture(WindowsProcesses.Supported);
        Assert.All([listed, asked], snapshot =>
        {
            Assert.Equal(process.Identity, snapshot.Identity);
            Assert.Equal(Path.GetFileName(Environment.ProcessPath), snapshot.Name, ignoreCase: true);
            Assert.Equal(Environment.ProcessId, snapshot.ParentPid);
            Assert.Equal(DateTimeOffset.FromFileTime(process.Identity.StartTime!.Value).ToUniversalTime(), snapshot.CreateTime);
            Assert.True(snapshot.CpuTimes!.Value.Total > TimeSpan.Zero);
            Assert.True(snapshot.Memory!.Value.Rss > 1 << 20);
            Assert.True(snapshot.MemoryDetails!.Virtual > 1 << 20);
            Assert.True(snapshot.ApproximateRss > 1 << 20);
            Assert.True(snapshot.ThreadCount > 0);
            Assert.Equal(snapshot.ThreadCount, snapshot.Threads!.Count);
            Assert.NotNull(snapshot.HandleCount);
            Assert.NotNull(snapshot.Connections);

            // The path needs no handle either, where the system tells it by the PID.
            ProcessFields denied = NeedsHandle | (snapshot.ExecutablePath is null ? ProcessFields.ExecutablePath : ProcessFields.None);
            Assert.Equal(denied, Unavailable(snapshot, UnavailableReason.Denied));
            Assert.All(snapshot.Unavailable.Where(entry => denied.HasFlag(entry.Key)), entry =>
                Assert.Contains("STATUS_ACCESS_DENIED (0xC0000022)", entry.Value.Error!.ToString(), StringComparison.Ordinal)
            );
        });
    }

    [Fact]
    public void EveryGetterAnswersOrSaysThatItWasDenied()
    {
        using ClosedChild child = new(rights: 0);
        OSProcess process = child.Process;
        Assert.True(process.IsRunning());
        Assert.True(Machine.Local.Processes.Exists(process.Pid));
        Assert.Equal(process.Identity, Machine.Local.Processes.Get(process.Pid).Identity);
        Assert.Equal(Path.GetFileName(Environment.ProcessPath), process.GetName(), ignoreCase: true);
        Assert.Equal(Environment.ProcessId, process.GetParentPid());
        Assert.Equal(Environment.ProcessId, process.GetParent()!.Pid);
        Assert.Contains(Machine.Local.Processes.Current.GetChildren(), other => other.Pid == process.Pid);
        Assert.True(process.GetCreateTime() > DateTimeOffset.UtcNow.AddHours(-1));
        Assert.True(process.GetCpuTimes().Total > TimeSpan.Zero);
        Assert.True(process.GetMemory().Rss > 1 << 20);
        Assert.True(process.GetMemoryDetails().Virtual > 1 << 20);
        Assert.InRange(process.GetMemoryPercent(), 0.001, 100);
        Assert.Equal(process.GetThreadCount(), process.GetThreads().Count);
        Assert.True(process.GetHandleCount() >= 0);
        Assert.Empty(process.GetConnections());
        Assert.True(process.GetTreeTotals().Rss > 1 << 20);
        Action[] refused =
        [
            () => process.GetCommandLine(),
            () => process.GetWorkingDirectory(),
            () => process.GetEnvironment(),
            () => process.GetUserName(),
            () => process.GetPriorityClass(),
            () => process.GetIOPriority(),
            () => process.GetMemoryFootprint(),
            () => process.GetMemoryMaps(),
            () => process.GetOpenFiles(),
            () => process.GetCpuAffinity(),
            () => process.SetPriorityClass(ProcessPriorityClass.Idle),
            () => process.SetIOPriority(WindowsIOPriority.Low),
            () => process.SetCpuAffinity([0]),
            process.Suspend,
            process.Resume,
            process.Terminate,
            process.Kill,
        ];
        Assert.All(refused, call =>
        {
            AccessDeniedException exception = Assert.Throws<AccessDeniedException>(call);
            Assert.Equal(process.Pid, exception.Pid);
            Assert.StartsWith("NtOpenProcess", exception.Error!.Value.SystemCall, StringComparison.Ordinal);
        });
        Assert.True(process.IsRunning());
    }

    [Fact]
    public void TheRightToQueryIsEnoughExceptForMemoryAndHandles()
    {
        using ClosedChild child = new(rights: ProcessAccess.QueryLimitedInformation);
        ProcessSnapshot snapshot = child.Process.Capture(WindowsProcesses.Supported);
        Assert.Equal(Path.GetFileName(Environment.ProcessPath), snapshot.Name, ignoreCase: true);
        Assert.Equal(Environment.ProcessPath, snapshot.ExecutablePath, ignoreCase: true);
        Assert.Equal(Machine.Local.Processes.Current.GetUserName(), snapshot.UserName);
        Assert.Equal(ProcessPriorityClass.Normal, snapshot.PriorityClass);
        Assert.Equal(Machine.Local.Processes.Current.GetCpuAffinity(), snapshot.CpuAffinity);
        ProcessFields denied =
            ProcessFields.WorkingDirectory
            | ProcessFields.Environment
            | ProcessFields.MemoryFootprint
            | ProcessFields.MemoryMaps
            | ProcessFields.OpenFiles
            | (snapshot.CommandLine is null ? ProcessFields.CommandLine : ProcessFields.None);
        Assert.Equal(denied, Unavailable(snapshot, UnavailableReason.Denied));
        Assert.Throws<AccessDeniedException>(child.Process.Kill);
        Assert.Throws<AccessDeniedException>(child.Process.Suspend);
        Assert.True(child.Process.IsRunning());
    }

    [Fact]
    public void WhoMayBeSuspendedAndNotEndedIsResumed()
    {
        using ClosedChild child = new(ProcessAccess.QueryLimitedInformation | ProcessAccess.SuspendResume);
        KillTreeResult result = child.Process.KillTree(new KillTreeOptions { Timeout = TimeSpan.FromSeconds(1) });
        Assert.Contains(result.Survivors, process => process.Pid == child.Process.Pid);

        // Only who runs can end by itself.
        child.End();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ProcessAccess.QueryLimitedInformation)]
    [InlineData(ProcessAccess.QueryLimitedInformation | ProcessAccess.Synchronize)]
    public void WhoMayNotBeEndedSurvivesWithItsTree(uint rights)
    {
        using ClosedChild child = new(rights);
        KillTreeResult result = child.Process.KillTree(new KillTreeOptions { Timeout = TimeSpan.FromSeconds(1) });
        Assert.True(child.Process.IsRunning());
        Assert.Contains(result.Survivors, process => process.Pid == child.Process.Pid);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ProcessAccess.QueryLimitedInformation)]
    public async Task WhoMayNotBeWaitedForIsWatchedInTheTable(uint rights)
    {
        using ClosedChild child = new(rights);
        Assert.Throws<PsutilTimeoutException>(() => child.Process.Wait(TimeSpan.FromMilliseconds(50)));
        Assert.Equal([child.Process], Machine.Local.Processes.WaitAll([child.Process], TimeSpan.FromMilliseconds(50)).Survivors);
        Task<int?> wait = child.Process.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(wait.IsCompleted);
        child.End();
        await wait.WaitAsync(TestChild.Patience, TestContext.Current.CancellationToken);

        // Unknown, unless its descriptor no longer refuses anybody: Wine opens one that has ended, and then this is its exit code.
        Assert.True(child.Process.Wait() is null or 0);
        Assert.False(child.Process.IsRunning());
        Assert.Throws<NoSuchProcessException>(() => child.Process.GetMemory());
    }

    private static ProcessFields Unavailable(ProcessSnapshot snapshot, UnavailableReason reason) =>
        snapshot
            .Unavailable.Where(entry => entry.Value.Reason == reason)
            .Aggregate(ProcessFields.None, (fields, entry) => fields | entry.Key);
}
