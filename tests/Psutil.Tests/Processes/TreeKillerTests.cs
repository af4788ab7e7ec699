using System.Diagnostics.CodeAnalysis;

namespace Psutil.Tests;

/// <summary>Ending a tree where every question about one process reads the whole table, and not everybody may be ended.</summary>
public class TreeKillerTests
{
    private const int Root = 4000;

    [Fact]
    public void EveryRoundReadsTheTableOnce()
    {
        FakeTree tree = new(members: 50);
        KillTreeResult result = tree.Get(Root).KillTree();
        Assert.Equal(50, result.Ended.Count);
        Assert.Empty(result.Survivors);

        // Whether the root has ended, who is there, that they are stopped, and that nobody is new.
        Assert.InRange(tree.Looks, 1, 4);
    }

    [Fact]
    public void WhoCannotBeEndedIsResumedAsOftenAsItWasSuspended()
    {
        FakeTree tree = new(members: 3) { Unkillable = Root + 1, StopsOnlyAt = 3 };
        KillTreeResult result = tree.Get(Root)
            .KillTree(new KillTreeOptions { Timeout = TimeSpan.FromSeconds(30) }, exit => tree.EndIf(exit.Process.Pid == Root, Root + 1));
        Assert.Equal(3, result.Ended.Count);
        Assert.Equal(3, tree.MostSuspends);
        Assert.Equal(0, tree.SuspendsOf(Root + 1));
        Assert.Equal(3, tree.SuspendsOf(Root));
    }

    [Fact]
    public void IfTheTableCannotBeReadNobodyStaysSuspended()
    {
        FakeTree tree = new(members: 3) { FailsAtLook = 3 };
        Assert.Throws<SystemCallException>(() => tree.Get(Root).KillTree());
        Assert.All(Enumerable.Range(Root, 3), pid => Assert.Equal(0, tree.SuspendsOf(pid)));
        Assert.Equal(1, tree.MostSuspends);
    }

    [Fact]
    public void WhereTheKernelWouldSendSighupToOthersNobodyIsStopped()
    {
        // Somebody else is in the group, and its only tie to the session is its parent, who is not seen.
        FakeTree tree = new(members: 3) { Group = Root - 10, Stranger = Root - 5 };
        KillTreeResult result = tree.Get(Root).KillTree();
        Assert.Equal(3, result.Ended.Count);
        Assert.All(result.Ended, exit => Assert.True(exit.WasForced));
        Assert.Empty(result.Survivors);
        Assert.Equal(0, tree.MostSuspends);
    }

    /// <summary>A chain of processes, each the parent of the next.</summary>
    private sealed class FakeTree(int members) : Processes(Machine.Local)
    {
        private readonly Dictionary<int, int> _suspends = [];
        private readonly Dictionary<int, TaskCompletionSource<int?>> _ends = Enumerable
            .Range(Root, members)
            .ToDictionary(pid => pid, _ => new TaskCompletionSource<int?>(TaskCreationOptions.RunContinuationsAsynchronously));

        public int Looks { get; private set; }

        public int FailsAtLook { get; init; }

        public int Unkillable { get; init; }

        /// <summary>The process group of all.</summary>
        public int? Group { get; init; }

        /// <summary>A process of the group that is not in the tree.</summary>
        public int? Stranger { get; init; }

        /// <summary>How often a process must be suspended before it stands.</summary>
        public int StopsOnlyAt { get; init; } = 1;

        public int MostSuspends { get; private set; }

        public int SuspendsOf(int pid) => _suspends.GetValueOrDefault(pid);

        public void EndIf(bool condition, int pid)
        {
            if (condition)
            {
                _ends[pid].TrySetResult(null);
            }
        }

        public override IReadOnlyList<int> GetPids() => [.. _ends.Keys];

        public override bool Exists(int pid) => _ends.ContainsKey(pid);

        public override bool TryGet(int pid, [NotNullWhen(true)] out OSProcess? process)
        {
            process = FromIdentity(new ProcessIdentity(pid, pid));
            return true;
        }

        public override IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields)
        {
            if (++Looks == FailsAtLook)
            {
                throw new SystemCallException(
                    new SystemCallError
                    {
                        SystemCall = "table",
                        ErrorCode = 5,
                        Description = "failed",
                    }
                );
            }

            return
            [
                .. Stranger is { } stranger
                    ?
                    [
                        new ProcessSnapshot(new ProcessIdentity(stranger, 1))
                        {
                            ParentPid = stranger - 1,
                            ProcessGroupId = Group,
                            SessionId = 1,
                        },
                    ]
                    : Array.Empty<ProcessSnapshot>(),
                .. _ends
                    .Where(end => !end.Value.Task.IsCompleted)
                    .Select(end => new ProcessSnapshot(new ProcessIdentity(end.Key, end.Key))
                    {
                        ParentPid = end.Key - 1,
                        Status = SuspendsOf(end.Key) >= StopsOnlyAt ? ProcessStatus.Stopped : ProcessStatus.Running,
                        ThreadCount = 1,
                        ProcessGroupId = Group,
                        SessionId = Group is null ? null : 1,
                    }),
            ];
        }

        public override OSProcess FromIdentity(ProcessIdentity identity) => new FakeProcess(this, identity);

        private sealed class FakeProcess(FakeTree tree, ProcessIdentity identity) : OSProcess(tree, identity)
        {
            protected internal override ProcessSnapshot CaptureCore(ProcessFields fields) =>
                tree.Capture(fields).FirstOrDefault(snapshot => snapshot.Identity == Identity) ?? ProcessSnapshot.Gone(Identity, fields);

            public override bool IsRunning() => !tree._ends[Pid].Task.IsCompleted;

            public override void Suspend()
            {
                tree._suspends[Pid] = tree.SuspendsOf(Pid) + 1;
                tree.MostSuspends = Math.Max(tree.MostSuspends, tree.SuspendsOf(Pid));
            }

            public override void Resume() => tree._suspends[Pid]--;

            public override void Kill()
            {
                if (Pid == tree.Unkillable)
                {
                    throw new AccessDeniedException(Pid);
                }

                tree._ends[Pid].TrySetResult(9);
            }

            protected internal override Task<int?> WaitCoreAsync(CancellationToken cancellationToken) =>
                tree._ends[Pid].Task.WaitAsync(cancellationToken);
        }
    }
}
