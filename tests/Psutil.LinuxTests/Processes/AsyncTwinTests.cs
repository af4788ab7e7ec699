using System.Diagnostics;

namespace Psutil.LinuxTests;

/// <summary>What can take long has an asynchronous twin that gives the same, and that can be cancelled.</summary>
public class AsyncTwinTests
{
    private static Processes Processes => Machine.Local.Processes;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ATreeIsKilledWithoutAThreadThatWaits()
    {
        using ChildProcess root = StartTree();
        IReadOnlyList<OSProcess> members = [root, .. root.GetChildren(recursive: true)];
        KillTreeResult result = await root.KillTreeAsync(cancellationToken: Token);
        Assert.Equal(members.Select(member => member.Pid).Order(), result.Ended.Select(exit => exit.Process.Pid).Order());
        Assert.Empty(result.Survivors);
    }

    [Fact]
    public async Task ACancelledTokenKillsNobody()
    {
        using ChildProcess root = StartTree();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => root.KillTreeAsync(cancellationToken: new(canceled: true)));
        Assert.True(root.IsRunning());
        Assert.NotEmpty(root.GetChildren());
        Assert.Empty(root.KillTree(Child.KillPatiently).Survivors);
    }

    [Fact]
    public async Task HoldersAreTheSame()
    {
        string path = Path.GetTempFileName();
        try
        {
            await using FileStream held = File.OpenRead(path);
            FileHolders holders = await Processes.FindFileHoldersAsync(path, cancellationToken: Token);
            Assert.Contains(holders.Holders, holder => holder.Process.Pid == Environment.ProcessId && holder.Use == FileUse.Open);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                Processes.FindFileHoldersAsync(path, cancellationToken: new(canceled: true))
            );
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task UsageIsTheSame()
    {
        DiskUsage usage = await Machine.Local.Disks.GetUsageAsync("/", cancellationToken: Token);
        Assert.Equal(Machine.Local.Disks.GetUsage("/").Total, usage.Total);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Machine.Local.Disks.GetUsageAsync("/", cancellationToken: new(canceled: true))
        );
        await Assert.ThrowsAsync<SystemCallException>(() => Machine.Local.Disks.GetUsageAsync("/no such folder", cancellationToken: Token));
    }

    private static ChildProcess StartTree()
    {
        ChildProcess root = Processes.Start(
            new ProcessStartInfo("sh", ["-c", "sleep 1000 & sleep 1000 & echo ready; wait"]) { RedirectStandardOutput = true },
            killOnDispose: true
        );
        Assert.Equal("ready", root.StandardOutput!.ReadLine());
        return root;
    }
}
