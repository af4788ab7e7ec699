namespace Psutil.Tests;

/// <summary>In which process groups a stopped member would make the kernel send SIGHUP to others.</summary>
public class StoppableGroupsTests
{
    private const int Agent = 100;
    private const int Child = 200;

    // PID, parent, group, session.
    private static readonly (int, int, int?, int?) Init = (1, 0, 1, 1);
    private static readonly (int, int, int?, int?) InitOfSessionZero = (1, 0, 0, 0);

    [Fact]
    public void AServiceHasASessionOfItsOwn() => AssertStoppable(true, Init, (Agent, 1, Agent, Agent), (Child, Agent, Agent, Agent));

    [Fact]
    public void AGroupThatProcess1HasStartedInItsOwnSessionIsAnOrphan() =>
        AssertStoppable(false, InitOfSessionZero, (Agent, 1, Agent, 0), (Child, Agent, Agent, 0));

    [Fact]
    public void TheFirstProcessOfAContainerLeadsItsGroup() => AssertStoppable(true, (1, 0, 1, 1), (Agent, 1, 1, 1), (Child, Agent, 1, 1));

    [Fact]
    public void AJobIsTiedToItsShell() => AssertStoppable(true, Init, (50, 1, 50, 50), (Agent, 50, Agent, 50), (Child, Agent, Agent, 50));

    [Fact]
    public void AJobIsTiedToItsShellByItsScriptToo() =>
        AssertStoppable(true, Init, (50, 1, 50, 50), (90, 50, 90, 50), (Agent, 90, 90, 50), (Child, Agent, 90, 50));

    [Fact]
    public void AGroupIsTornLooseIfItsScriptIsKilledToo() =>
        AssertStoppable(
            [Child, 210],
            false,
            Init,
            (50, 1, 50, 50),
            (Child, 50, Child, 50),
            (210, Child, Child, 50),
            (Agent, 210, Child, 50)
        );

    [Fact]
    public void AGroupWithoutStrangersMayBeStopped() =>
        AssertStoppable(true, InitOfSessionZero, (Agent, 1, Agent, 0), (Child, Agent, Child, 0));

    [Fact]
    public void AGrandparentMayAdoptOrphans() =>
        AssertStoppable(false, Init, (50, 1, 50, 50), (60, 50, 60, 60), (Agent, 60, 90, 50), (Child, Agent, 90, 50));

    [Fact]
    public void WhatIsHiddenIsNotTakenForSafe()
    {
        AssertStoppable(false, Init, (Agent, 50, Agent, 40), (Child, Agent, Agent, 40));
        AssertStoppable(false, (Agent, 0, Agent, 0), (Child, Agent, Agent, 0));
        AssertStoppable(true, (Agent, 0, Agent, Agent), (Child, Agent, Agent, Agent));
    }

    [Fact]
    public void WithoutSessionsOnlyTheGroupsOfTheTreeItselfMayBeStopped()
    {
        AssertStoppable(false, (1, 0, 1, null), (Agent, 1, Agent, null), (Child, Agent, Agent, null));
        AssertStoppable(true, (1, 0, 1, null), (Agent, 1, Agent, null), (Child, Agent, Child, null));
    }

    [Fact]
    public void WithoutGroupsNobodyIsHarmed() =>
        AssertStoppable(true, (1, 0, null, null), (Agent, 1, null, null), (Child, Agent, null, null));

    [Fact]
    public void AParentThatIsItsOwnAncestorIsNotFollowedForEver() =>
        AssertStoppable(false, (Agent, 101, Agent, 40), (101, 102, 101, 41), (102, 101, 102, 42), (Child, Agent, Agent, 40));

    private static void AssertStoppable(bool expected, params (int Pid, int Parent, int? Group, int? Session)[] table) =>
        AssertStoppable([Child], expected, table);

    private static void AssertStoppable(int[] members, bool expected, params (int Pid, int Parent, int? Group, int? Session)[] table)
    {
        ProcessSnapshot[] all =
        [
            .. table.Select(process => new ProcessSnapshot(new ProcessIdentity(process.Pid, process.Pid))
            {
                ParentPid = process.Parent,
                ProcessGroupId = process.Group,
                SessionId = process.Session,
            }),
        ];
        StoppableGroups groups = new(all, [.. all.Where(process => members.Contains(process.Pid))]);
        Assert.Equal(expected, groups.Contains(all.First(process => process.Pid == Child).ProcessGroupId));
        Assert.True(groups.Contains(12345));
        Assert.True(groups.Contains(null));
    }
}
