namespace Psutil.Tests;

/// <summary>The CPU time of a tree over readings: nothing is lost, nothing counted twice, and the sum never falls.</summary>
public class TreeCpuTimeTests
{
    private const int Root = 10;
    private const int Middle = 20;
    private const int Leaf = 30;

    private readonly TreeCpuTime _time = new();

    [Fact]
    public void ChildrenThatCameAndWentBetweenTwoReadingsAreCounted()
    {
        Read((Root, 1, 1.0, 0));
        Assert.Equal(6.5, Read((Root, 1, 1.5, 5.0)));
        Assert.Equal(6.5, Read((Root, 1, 1.5, 5.0)));
    }

    [Fact]
    public void WhatWasCountedOfALivingChildIsNotCountedAgainWhenItIsCollected()
    {
        Assert.Equal(4, Read((Root, 1, 1, 0), (Middle, Root, 3, 0)));

        // It used one second more before it ended.
        Assert.Equal(5, Read((Root, 1, 1, 4)));
        Assert.Equal(5, Read((Root, 1, 1, 4)));
    }

    [Fact]
    public void AChildThatIsCollectedBetweenTheLinesOfATableIsCountedOnce()
    {
        Read((Root, 1, 1, 0), (Middle, Root, 3, 0));

        // The parent was read before it collected the child, and the child was looked for after.
        Assert.Equal(4, Read((Root, 1, 1, 0)));
        Assert.Equal(5, Read((Root, 1, 1, 4)));
    }

    [Fact]
    public void ABranchThatEndsComesBackToTheNearestThatIsLeft()
    {
        Assert.Equal(6, Read((Root, 1, 1, 0), (Middle, Root, 2, 0), (Leaf, Middle, 3, 0)));
        Assert.Equal(7, Read((Root, 1, 1, 6)));
    }

    [Fact]
    public void AnOrphanThatSomebodyElseCollectsIsNotSubtracted()
    {
        Assert.Equal(6, Read((Root, 1, 1, 0), (Middle, Root, 2, 0), (Leaf, Middle, 3, 0)));

        // The one in between has ended; init adopts the orphan and collects it.
        Assert.Equal(7, Read((Root, 1, 1, 2), (Leaf, 1, 4, 0)));
        Assert.Equal(7, Read((Root, 1, 1, 2)));
        Assert.Equal(8, Read((Root, 1, 2, 2)));
    }

    [Fact]
    public void TheTotalsOfOneHandleDoNotFallWhenOrphansLeaveTheTree()
    {
        using FakeMachine machine = new() { Processes = { Snapshot(Root, 1, 1), Snapshot(Middle, Root, 2), Snapshot(Leaf, Middle, 3) } };
        OSProcess root = machine.Processes.Get(Root);
        Assert.Equal(TimeSpan.FromSeconds(6), root.GetTreeTotals().CpuTime);
        Assert.True(machine.Processes.End(Middle));
        machine.Processes.Add(Snapshot(Leaf, 1, 4));
        ProcessTreeTotals totals = root.GetTreeTotals();
        Assert.Equal((1, TimeSpan.FromSeconds(6)), (totals.ProcessCount, totals.CpuTime));
        machine.Processes.Add(Snapshot(Root, 1, 1.5));
        Assert.Equal(TimeSpan.FromSeconds(6.5), root.GetTreeTotals().CpuTime);

        // Another handle does not know of them.
        Assert.Equal(TimeSpan.FromSeconds(1.5), machine.Processes.Get(Root).GetTreeTotals().CpuTime);
    }

    [Fact]
    public void AChildThatNobodyCollectsDoesNotSwallowTheNextOne()
    {
        Read((Root, 1, 1, 0), (Middle, Root, 3, 0));

        // The parent ignores SIGCHLD: the kernel drops the child's time.
        Assert.Equal(4, Read((Root, 1, 1, 0)));
        Assert.Equal(4, Read((Root, 1, 1, 0)));
        Assert.Equal(6, Read((Root, 1, 1, 2)));
    }

    [Fact]
    public void TheTreeGoesOnWithoutItsRoot()
    {
        Assert.Equal(4, Read((Root, 1, 1, 0), (Middle, Root, 3, 0)));
        Assert.Equal(5, Read((Middle, 1, 4, 0)));
        Assert.Equal(5, Read());
    }

    [Fact]
    public void ACircleOfParentsEnds()
    {
        Read((Root, Middle, 1, 0), (Middle, Root, 1, 0));
        Assert.Equal(2, Read());
    }

    [Fact]
    public void ATimeThatIsUnknownCountsNothing()
    {
        ProcessSnapshot unknown = new(new ProcessIdentity(Root, Root));
        _time.Add([unknown]);
        Assert.Equal(TimeSpan.Zero, _time.Total);
        Assert.Equal(3, Read((Root, 1, 3, 0)));
        _time.Add([unknown]);
        Assert.Equal(4, Read((Root, 1, 4, 0)));
    }

    private double Read(params (int Pid, int Parent, double Own, double Children)[] members)
    {
        _time.Add(
            members.Select(member => new ProcessSnapshot(new ProcessIdentity(member.Pid, member.Pid))
            {
                ParentPid = member.Parent,
                CpuTimes = new ProcessCpuTimes
                {
                    User = TimeSpan.FromSeconds(member.Own),
                    System = TimeSpan.Zero,
                    ChildrenUser = TimeSpan.FromSeconds(member.Children),
                    ChildrenSystem = TimeSpan.Zero,
                },
            })
        );
        return _time.Total.TotalSeconds;
    }

    private static ProcessSnapshot Snapshot(int pid, int parent, double seconds) =>
        new(new ProcessIdentity(pid, pid))
        {
            ParentPid = parent,
            Status = ProcessStatus.Running,
            CpuTimes = new ProcessCpuTimes { User = TimeSpan.FromSeconds(seconds), System = TimeSpan.Zero },
        };
}
