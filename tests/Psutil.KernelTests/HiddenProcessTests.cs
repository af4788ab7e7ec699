namespace Psutil.KernelTests;

/// <summary>A /proc that hides other users' processes (hidepid), or has processes alone (subset=pid, since Linux 5.8).</summary>
public class HiddenProcessTests(KernelMachine machine) : IClassFixture<KernelMachine>
{
    private const string AsNobody = "setpriv --reuid=65534 --regid=65534 --clear-groups";

    [Fact]
    public void ByHidepid1OthersAreListedAndSayThatTheyAreDenied()
    {
        Dictionary<string, string> seen = See("hidepid=1");
        Assert.Contains("1", seen["listed"].Split(','));
        Assert.Equal("True", seen["exists-1"]);
        Assert.Contains("Name:Denied", seen["denied-1"], StringComparison.Ordinal);
        Assert.Contains("Memory:Denied", seen["denied-1"], StringComparison.Ordinal);
        AssertOwnIsWhole(seen);
    }

    [Fact]
    public void ByHidepid2OthersAreNotThere()
    {
        Dictionary<string, string> seen = See("hidepid=2");
        Assert.DoesNotContain("1", seen["listed"].Split(','));
        Assert.DoesNotContain("1", seen["captured"].Split(','));
        AssertOwnIsWhole(seen);
    }

    [Fact]
    public void WithoutHidepidOthersAreThereInPart()
    {
        Dictionary<string, string> seen = See("hidepid=0");
        Assert.Contains("1", seen["captured"].Split(','));
        Assert.NotEqual("none", seen["name-1"]);
        Assert.Equal("OpenFiles:Denied", seen["denied-1"]);
        AssertOwnIsWhole(seen);
    }

    [Fact]
    public void WhereProcHasProcessesAloneTheyAreReadAndTheRestHasAReason()
    {
        Assert.SkipUnless(machine.Kernel >= new Version(5, 8), "subset=pid is there since Linux 5.8.");
        const string Mount = "mount -t proc -o subset=pid proc /proc && [ ! -e /proc/stat ] &&";
        Dictionary<string, string> processes = Onlooker.See("processes", $"unshare -m bash -c '{Mount} ", "", "'");
        Assert.Contains("1", processes["captured"].Split(','));
        Assert.Equal("", processes["denied-1"]);
        AssertOwnIsWhole(processes);
        Dictionary<string, string> rest = Onlooker.See("machine", $"unshare -m bash -c '{Mount} ", "", "'");
        Assert.Equal(9, rest.Count);
        Assert.EndsWith("Exception", rest["cpu-times"], StringComparison.Ordinal);
        Assert.EndsWith("Exception", rest["memory"], StringComparison.Ordinal);
        Assert.Equal(machine.CpuCount, int.Parse(rest["logical-cpus"], CultureInfo.InvariantCulture));
    }

    private static Dictionary<string, string> See(string option) =>
        Onlooker.See("processes", $"unshare -m bash -c 'mount -t proc -o {option} proc /proc &&", AsNobody, "'");

    private static void AssertOwnIsWhole(Dictionary<string, string> seen)
    {
        Assert.Contains(seen["own"], seen["captured"].Split(','));
        Assert.Equal("0", seen["own-unavailable"]);
    }
}
