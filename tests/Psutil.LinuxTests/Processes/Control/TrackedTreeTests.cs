using System.Diagnostics;

namespace Psutil.LinuxTests.Control;

/// <summary>Trees that are remembered: nobody is lost when a parent ends first, and no CPU time when a child does.</summary>
public class TrackedTreeTests
{
    private static readonly TimeSpan Patience = Child.Patience;

    private static Processes Processes => Machine.Local.Processes;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TheTimeOfChildrenThatHaveEndedIsCounted(bool areOrphans)
    {
        // Each child burns some time; the shell collects it, or what is left of the subshell does.
        const string Burn = "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done";
        string child = areOrphans ? $"sh -c '{Burn}; sh -c \"{Burn}\"'" : $"sh -c '{Burn}'";
        using ChildProcess root = Start($"read line; for n in 1 2 3 4 5 6 7 8; do {child}; done; echo done; read line");
        ProcessTreeMeter meter = root.CreateTreeMeter();
        using TrackedTree tree = Processes.TrackTree(root);
        root.StandardInput!.WriteLine();
        TimeSpan last = TimeSpan.Zero;
        Task<string?> done = root.StandardOutput!.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();
        while (!done.IsCompleted)
        {
            TimeSpan now = tree.GetTotals().CpuTime;
            Assert.True(now >= last, $"{now} after {last}");
            last = now;
        }

        Assert.Equal("done", await done);

        // The shell may not have come to rest yet.
        ProcessCpuTimes times = root.GetCpuTimes();
        TimeSpan Whole() => times.Total + times.ChildrenUser!.Value + times.ChildrenSystem!.Value;
        Child.Until(
            () =>
            {
                times = root.GetCpuTimes();
                return Whole() == root.GetTreeTotals().CpuTime;
            },
            "both sums to be the same"
        );
        TimeSpan whole = Whole();
        Assert.True(times.ChildrenUser > times.User, "The children burned more than the shell.");

        // Each child may have been counted a tick too much: when its parent's line was read before its end, and its own after.
        TimeSpan total = tree.GetTotals().CpuTime;
        Assert.True(total >= whole && total <= whole * 2, $"{total} instead of {whole}");
        Assert.True(meter.Read() > 0);
        root.KillTree(Child.KillPatiently);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AnOrphanBelongsToTheTreeWhenItsRootHasEnded(bool withEvents)
    {
        using ChildProcess root = Start("read line; sh -c 'sleep 1000 & echo $!'; read line");
        using TrackedTree tree = Processes.TrackTree(root, new TrackTreeOptions { UseKernelEvents = withEvents });
        root.StandardInput!.WriteLine();
        OSProcess orphan = Processes.Get(int.Parse(root.StandardOutput!.ReadLine()!, CultureInfo.InvariantCulture));
        if (!tree.Tracking.HasFlag(TreeTracking.KernelEvents))
        {
            // Its session is that of the root: seen once while somebody known is in it, it is known itself.
            Child.Until(() => tree.GetMembers().Contains(orphan), "the orphan to be seen");
        }

        root.StandardInput.WriteLine();
        Assert.Equal(0, root.Wait(Patience));
        Child.Until(() => tree.GetMembers() is [var only] && only == orphan, "the orphan to be alone");
        Assert.False(tree.HasEnded());
        Assert.False(tree.TryWait(TimeSpan.FromMilliseconds(10)));
        Assert.Equal(1, tree.GetTotals().ProcessCount);
        Assert.True(root.KillTree(Child.KillPatiently).RootWasGone);
        Assert.False(orphan.HasEnded());
        KillTreeResult result = tree.Kill(Child.KillPatiently);
        Assert.True(result.RootWasGone);
        Assert.Empty(result.Survivors);
        Assert.Equal(orphan, Assert.Single(result.Ended).Process);
        Assert.True(tree.TryWait(Patience));
        Assert.True(tree.HasEnded());
        Assert.Empty(tree.GetMembers());
    }

    [Fact]
    public void ADaemonThatLeavesItsSessionIsSeenByTheKernelsEvents()
    {
        using ChildProcess root = Start("read line; setsid sh -c 'setsid sh -c \"echo \\$\\$; exec sleep 1000\" &'; exit 0");
        using TrackedTree tree = Processes.TrackTree(root);
        Assert.SkipUnless(tree.Tracking.HasFlag(TreeTracking.KernelEvents), "The kernel's events cannot be had here.");
        root.StandardInput!.WriteLine();
        OSProcess daemon = Processes.Get(int.Parse(root.StandardOutput!.ReadLine()!, CultureInfo.InvariantCulture));
        Assert.Equal(0, root.Wait(Patience));
        Child.Until(() => tree.GetMembers().Contains(daemon), "the daemon to be reported");
        Assert.Contains(tree.Kill(Child.KillPatiently).Ended, exit => exit.Process == daemon && exit.ExitCode == -9);
    }

    [Fact]
    public void AStrangersSessionIsNotTheTreesBecauseItsNumberIs()
    {
        using ChildProcess stranger = Start("sleep 1000 & echo $!; read line");
        stranger.StandardOutput!.ReadLine();

        // The same PID with an older start: what a handle looks like whose process has ended.
        OSProcess former = Processes.FromIdentity(stranger.Identity with { StartTime = stranger.Identity.StartTime - 1 });
        Assert.Throws<NoSuchProcessException>(() => Processes.TrackTree(former));
        Assert.False(stranger.HasEnded());
        stranger.KillTree(Child.KillPatiently);
    }

    [Fact]
    public async Task ATreeIsWaitedForToItsLast()
    {
        using ChildProcess root = Start("sh -c 'read line; read line' & echo ready; read line; exit 0");
        root.StandardOutput!.ReadLine();
        using TrackedTree tree = Processes.TrackTree(root);
        Task<bool> wait = tree.TryWaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.False(wait.IsCompleted);
        using CancellationTokenSource cancellation = new();
        Task<bool> cancelled = tree.TryWaitAsync(null, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        KillTreeResult result = await tree.KillAsync(Child.KillPatiently, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(result.Survivors);
        Assert.False(result.RootWasGone);
        Assert.True(await wait);
    }

    private static ChildProcess Start(string script) =>
        Processes.Start(
            new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true },
            new StartOptions { NewSession = true, OnDispose = ChildDisposal.KillTree }
        );
}
