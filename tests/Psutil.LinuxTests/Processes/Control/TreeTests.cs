using System.Diagnostics;

namespace Psutil.LinuxTests.Control;

/// <summary>Trees that resist: nobody of them escapes, nobody else is hit.</summary>
public class TreeTests
{
    private static Processes Processes => Machine.Local.Processes;

    // In a group of its own: in that of the caller nobody is stopped, and those who fork may escape, if the kernel would send SIGHUP to it.
    private static ChildProcess Start(params string[] arguments) =>
        Processes.Start(
            new ProcessStartInfo(Program.Path("tree"), arguments) { RedirectStandardOutput = true },
            new StartOptions { NewProcessGroup = true, OnDispose = ChildDisposal.KillTree }
        );

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheChildrenOfWhoeverTookOverThePidAreSpared(bool includeRoot)
    {
        using ChildProcess stranger = Processes.Start(
            new ProcessStartInfo("sh", ["-c", "sleep 1000 & sleep 1000 & echo ready; wait"]) { RedirectStandardOutput = true },
            killOnDispose: true
        );
        Assert.Equal("ready", stranger.StandardOutput!.ReadLine());
        IReadOnlyList<OSProcess> children = stranger.GetChildren();
        Assert.Equal(2, children.Count);

        // The same PID with an older start: what a handle looks like whose process has ended.
        OSProcess former = Processes.FromIdentity(stranger.Identity with { StartTime = stranger.Identity.StartTime - 1 });
        KillTreeResult result = former.KillTree(new KillTreeOptions { IncludeRoot = includeRoot, GracePeriod = TimeSpan.Zero });
        Assert.Empty(result.Ended);
        Assert.Empty(result.Survivors);
        Assert.Throws<NoSuchProcessException>(() => former.GetChildren());
        Assert.Throws<NoSuchProcessException>(() => former.GetTreeTotals());
        Assert.All(children, child => Assert.True(child.GetStatus() is ProcessStatus.Sleeping or ProcessStatus.Running));
        Assert.Empty(stranger.KillTree().Survivors);
    }

    [Fact]
    public void WhereEverybodyForksNobodyEscapes()
    {
        using ChildProcess root = Start("bomb", "500");
        Assert.Equal("ready", root.StandardOutput!.ReadLine());
        Child.Until(() => root.GetChildren(recursive: true).Count > 20, "the tree to grow");
        string program = Program.Path("tree");
        KillTreeResult result = root.KillTree();
        Assert.Empty(result.Survivors);
        AwaitNobodyOf(program);
    }

    [Fact]
    public void AProcessWhoseFirstThreadEndedDoesNotForkAway()
    {
        using ChildProcess root = Start("leaderless-forker");
        Child.Until(() => root.GetChildren().Count > 5, "the tree to grow");
        Assert.Empty(root.KillTree().Survivors);
        AwaitNobodyOf(Program.Path("tree"));
    }

    [Fact]
    public void AParentThatCannotBeStoppedIsNotWaitedFor()
    {
        using ChildProcess root = Start("vfork");
        Assert.Equal("ready", root.StandardOutput!.ReadLine());
        Child.Until(() => root.GetStatus() == ProcessStatus.DiskSleep, "the parent to wait for its child");
        TimeSpan timeout = TimeSpan.FromSeconds(60);
        long start = Stopwatch.GetTimestamp();
        KillTreeResult result = root.KillTree(new KillTreeOptions { Timeout = timeout });
        Assert.Equal(2, result.Ended.Count);
        Assert.True(Stopwatch.GetElapsedTime(start) < timeout / 2, "Stopping took as long as it was allowed to.");
    }

    [Fact]
    public void AGracePeriodEndsWithThoseWhoDoNotListen()
    {
        const string Script = "trap 'exit 0' TERM; (trap '' TERM; echo deaf; while :; do sleep 0.05; done) & while :; do sleep 0.05; done";
        using ChildProcess root = Processes.Start(
            new ProcessStartInfo("sh", ["-c", Script]) { RedirectStandardOutput = true },
            killOnDispose: true
        );
        Assert.Equal("deaf", root.StandardOutput!.ReadLine());
        Child.Until(() => root.GetChildren().Any(child => child.GetName() == "sh"), "the tree to grow");
        OSProcess deaf = root.GetChildren().First(child => child.GetName() == "sh");
        KillTreeResult result = root.KillTree(new KillTreeOptions { GracePeriod = TimeSpan.FromMilliseconds(300) });
        Assert.Empty(result.Survivors);
        Assert.Contains(deaf, result.Ended.Select(exit => exit.Process));
        Assert.Equal(0, root.Wait(Child.Patience));
        Assert.True(Child.HasEnded(deaf));
    }

    [Fact]
    public void TheTotalsOfATreeAreThoseOfItsMembers()
    {
        using ChildProcess root = Processes.Start(
            new ProcessStartInfo("sh", ["-c", "sleep 1000 & sleep 1000 & echo ready; wait"]) { RedirectStandardOutput = true },
            killOnDispose: true
        );
        Assert.Equal("ready", root.StandardOutput!.ReadLine());
        Child.Until(() => root.GetChildren().Count(child => child.GetName() == "sleep") == 2, "the tree to grow");
        OSProcess[] members = [root, .. root.GetChildren()];
        ProcessTreeTotals totals = root.GetTreeTotals(withPss: true);
        Assert.Equal(3, totals.ProcessCount);
        Assert.Equal(members.Sum(member => member.GetMemory().Rss), totals.Rss);
        Assert.Null(root.GetTreeTotals().Pss);
        Assert.InRange(totals.Pss!.Value, 1, totals.Rss);

        // Others come and go, who share pages with these: the sum of the shares moves a little.
        long pss = members.Sum(member => member.GetMemoryFootprint().Pss!.Value);
        Assert.InRange(totals.Pss.Value, pss * 0.7, pss * 1.3);
        Assert.Empty(root.KillTree().Survivors);
    }

    private static void AwaitNobodyOf(string program) =>
        Child.Until(
            () => !Processes.Capture(ProcessFields.CommandLine).Any(process => process.CommandLine is [var first, ..] && first == program),
            "nobody to be left"
        );
}
