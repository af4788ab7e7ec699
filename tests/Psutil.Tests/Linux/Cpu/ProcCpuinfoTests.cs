using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcCpuinfoTests
{
    [Fact]
    public void ThreadsOfOneCoreCountOnceAndCoresOfTwoPackagesTwice()
    {
        IReadOnlyList<ProcCpuinfo> entries = Parse(ProcCpuinfoCaptures.TwoPackages);
        Assert.Equal(8, entries.Count);
        Assert.Equal(new ProcCpuinfo(5, PhysicalId: 0, CoreId: 2, CoreCount: 2, Megahertz: 1205.25), entries[5]);
        Assert.Equal(4, ProcCpuinfo.CountCores(entries));
    }

    [Fact]
    public void WithoutCoreNumbersThePackagesAreBelieved() =>
        Assert.Equal(8, ProcCpuinfo.CountCores(Parse(ProcCpuinfoCaptures.PackagesOnly)));

    [Fact]
    public void ArmTellsOfNoCoresAndNoFrequency()
    {
        IReadOnlyList<ProcCpuinfo> entries = Parse(ProcCpuinfoCaptures.Arm);
        Assert.Equal([0, 1], entries.Select(entry => entry.Number));
        Assert.All(entries, entry => Assert.Null(entry.Megahertz));
        Assert.Null(ProcCpuinfo.CountCores(entries));
        Assert.Empty(Parse(ProcCpuinfoCaptures.OldArm));
    }

    [Fact]
    public void PowerWritesTheUnitBesideTheClock()
    {
        IReadOnlyList<ProcCpuinfo> entries = Parse(ProcCpuinfoCaptures.Power);
        Assert.Equal([0, 8], entries.Select(entry => entry.Number));
        Assert.Equal([3425.0, 3026.0], entries.Select(entry => entry.Megahertz));
    }

    [Fact]
    public void MainframesNameEachCpuTwiceAndItsDynamicFrequencyCounts()
    {
        IReadOnlyList<ProcCpuinfo> entries = Parse(ProcCpuinfoCaptures.S390);
        Assert.Equal([new ProcCpuinfo(0, 4, 1, 2, 5200), new ProcCpuinfo(1, 4, 2, 2, 5100)], entries);
        Assert.Equal(2, ProcCpuinfo.CountCores(entries));
    }

    [Theory]
    [InlineData("Unknown")]
    [InlineData("0.000")]
    [InlineData("-5")]
    [InlineData("")]
    public void AFrequencyThatIsNoneIsNull(string value) => Assert.Null(Parse($"processor\t: 0\ncpu MHz\t\t: {value}\n")[0].Megahertz);

    [Fact]
    public void NothingIsKnownOfAnEmptyFile()
    {
        Assert.Empty(Parse(""));
        Assert.Null(ProcCpuinfo.CountCores([]));
    }

    [Fact]
    public void NothingThrows() =>
        HostileInput.NeverThrows(ProcCpuinfoCaptures.S390 + ProcCpuinfoCaptures.Arm + ProcCpuinfoCaptures.PackagesOnly, bytes =>
            ProcCpuinfo.CountCores(ProcCpuinfo.Parse(bytes))
        );

    private static IReadOnlyList<ProcCpuinfo> Parse(string text) => ProcCpuinfo.Parse(Encoding.UTF8.GetBytes(text));
}
