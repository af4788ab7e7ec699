using Psutil.Platforms.FreeBsd;
using Psutil.Platforms.NetBsd;
using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.FreeBsd;
using Psutil.SimulatedTests.NetBsd;

namespace Psutil.SimulatedTests.Systems;

/// <summary>What the settings of a kernel say about the processes that it hides from whoever is not root.</summary>
public sealed class VisibilityTests
{
    [Theory]
    [InlineData(1, 1, 1, ProcessVisibility.All)]
    [InlineData(0, 1, 1, ProcessVisibility.Own)]
    [InlineData(0, 0, 0, ProcessVisibility.Own)]
    [InlineData(1, 0, 1, ProcessVisibility.OwnAndGroup)]
    [InlineData(1, 1, 0, ProcessVisibility.Unknown)]
    public void FreeBsdHidesByUserAndGroup(int users, int groups, int jails, ProcessVisibility expected)
    {
        using FreeBsdKernel kernel = new(AbiTable.All("freebsd").First(), new SimulatedMachine());
        kernel
            .Sysctl.Add("security.bsd.see_other_uids", users)
            .Add("security.bsd.see_other_gids", groups)
            .Add("security.bsd.see_jail_proc", jails);
        Assert.Equal(expected, FreeBsdVisibility.Read());
    }

    [Fact]
    public void OnFreeBsdAModuleDecidesOrNobodyKnows()
    {
        using FreeBsdKernel kernel = new(AbiTable.All("freebsd").First(), new SimulatedMachine());
        kernel.Sysctl.Add("security.mac.seeotheruids.enabled", 1);
        Assert.Equal(ProcessVisibility.Unknown, FreeBsdVisibility.Read());
        kernel.Sysctl.Add("security.mac.seeotheruids.enabled", 0).Remove("security.bsd.see_jail_proc");
        Assert.Equal(ProcessVisibility.All, FreeBsdVisibility.Read());
        kernel.Sysctl.Remove("security.bsd.see_other_gids");
        Assert.Equal(ProcessVisibility.Unknown, FreeBsdVisibility.Read());
    }

    [Fact]
    public void NetBsdHasACurtain()
    {
        using NetBsdKernel kernel = new(AbiTable.All("netbsd").First(), new SimulatedMachine());
        Assert.Equal(ProcessVisibility.All, NetBsdVisibility.Read());
        kernel.Sysctl.Add("security.curtain", 1);
        Assert.Equal(ProcessVisibility.Own, NetBsdVisibility.Read());
        kernel.Sysctl.Remove("security.curtain");
        Assert.Equal(ProcessVisibility.All, NetBsdVisibility.Read());
    }
}
