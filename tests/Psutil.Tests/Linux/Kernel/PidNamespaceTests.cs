using Psutil.Platforms.Linux;

namespace Psutil.Tests.Linux;

public class PidNamespaceTests
{
    private static readonly int Pid = Environment.ProcessId;

    [Theory]
    [InlineData("NSpid:\t{0}\n", true)]
    [InlineData("NSpid:\t{0}\t{0}\n", false)]
    [InlineData("NSpid:\t{0}\t1\n", false)]
    [InlineData("Threads:\t1\n", true)]
    public void OurNumbersInInnerNamespacesShowWhetherThisIsOurs(string line, bool expected)
    {
        using FixtureTree tree = new FixtureTree()
            .Add($"proc/{Pid}/status", $"Name:\tx\nGroups:\t1 2\n{string.Format(CultureInfo.InvariantCulture, line, Pid)}")
            .AddLink("proc/self", Pid.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(expected, IsOurs(tree));
    }

    [Fact]
    public void AnotherNumberIsOfAnotherNamespace()
    {
        using FixtureTree tree = new FixtureTree().AddLink("proc/self", (Pid + 1).ToString(CultureInfo.InvariantCulture));
        Assert.False(IsOurs(tree));
    }

    [Fact]
    public void WhereWeAreNobodyIsAnotherNamespace()
    {
        using FixtureTree tree = new();
        Assert.False(IsOurs(tree));
    }

    [Fact]
    public void TheMachinesOwnIsOurs() => Assert.True(new PidNamespace(new FileTree("/proc")).IsOurs);

    private static bool IsOurs(FixtureTree tree)
    {
        using FileTree proc = new(Path.Join(tree.Root, "proc"), tree.Root);
        return new PidNamespace(proc).IsOurs;
    }
}
