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
        KillTreeResult result = former.KillTree(
            new KillTreeOptions
            {
                Timeout = Child.Patience,
                IncludeRoot = includeRoot,
                GracePeriod = TimeSpan.Zero,
            }
        );
        Assert.Empty(result.Ended);
        Assert.Empty(result.Survivors);
        Assert.Throws<NoSuchProcessException>(() => former.GetChildren());
        Assert.Throws<NoSuchProcessException>(() => former.GetTreeTotals());
        Assert.All(children, child =>
            Child.Until(() => child.GetStatus() is ProcessStatus.Sleeping or ProcessStatus.Running, "the child to be as it was")
        );
        Assert.Empty(stranger.KillTree(Child.KillPatiently).Survivors);
    }

    [Fact]
    public void WhereEverybodyForksNobodyEscapes()
    {
        using ChildProcess root = Start("bomb", "500");
        Assert.Equal("ready", root.StandardOutput!.ReadLine());
        Child.Until(() => root.GetChildren(recursive: true).Count > 20, "the tree to grow");
        string program = Program.Path("tree");
        KillTreeResult result = root.KillTree(Child.KillPatiently);
        Assert.Empty(result.Survivors);
        AwaitNobodyOf(program);
    }

    [Fact]
    public void AProcessWhoseFirstThreadEndedDoesNotForkAway()
    {
        using ChildProcess root = Start("leaderless-forker");
        Child.Until(() => root.GetChildren().Count > 5, "the tree to grow");
        Assert.Empty(root.KillTree(Child.KillPatiently).Survivors);
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
        const string Deaf = "(trap '' TERM; exec sh -c 'echo $$; while :; do sleep 0.05; done')";
        const string Script = $"trap 'exit 0' TERM; {Deaf} & while :; do sleep 0.05; done";
        TimeSpan grace = TimeSpan.FromMilliseconds(300);
        while (!EndsByItself(grace))
        {
            // On a busy machine it may not have run for so long.
            Assert.True(grace < Child.Patience, "Who listens does not end.");
            grace *= 10;
        }

        static bool EndsByItself(TimeSpan grace)
        {
            using ChildProcess root = Processes.Start(
                new ProcessStartInfo("sh", ["-c", Script]) { RedirectStandardOutput = true },
                killOnDispose: true
            );
            OSProcess deaf = Processes.Get(int.Parse(root.StandardOutput!.ReadLine()!, CultureInfo.InvariantCulture));
            KillTreeResult result = root.KillTree(new KillTreeOptions { GracePeriod = grace, Timeout = Child.Patience });
            Assert.Empty(result.Survivors);
            Assert.Contains(deaf, result.Ended.Select(exit => exit.Process));
            Assert.True(Child.HasEnded(deaf));
            int? code = root.Wait(Child.Patience);
            Assert.True(code is 0 or -9, $"The exit code is {code}.");
            return code == 0;
        }
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
        Assert.Equal(3, root.GetTreeTotals().ProcessCount);
        Assert.Null(root.GetTreeTotals().Pss);

        // A program that has just begun still loads its pages. Others come and go, who share pages with these: the sum of the shares moves.
        Child.Until(() => members.Sum(member => member.GetMemory().Rss) == root.GetTreeTotals().Rss, "both sums to be the same");
        Child.Until(
            () =>
            {
                ProcessTreeTotals totals = root.GetTreeTotals(withPss: true);
                Assert.InRange(totals.Pss!.Value, 1, totals.Rss);
                long pss = members.Sum(member => member.GetMemoryFootprint().Pss!.Value);
                return totals.Pss >= pss * 0.7 && totals.Pss <= pss * 1.3;
            },
            "both sums of the shares to be about the same"
        );
        Assert.Empty(root.KillTree(Child.KillPatiently).Survivors);
    }

    private static void AwaitNobodyOf(string program) =>
        Child.Until(
            () => !Processes.Capture(ProcessFields.CommandLine).Any(process => process.CommandLine is [var first, ..] && first == program),
            "nobody to be left"
        );
}
