using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Parsing;

public class CpuInfoParserTests
{
    [Fact]
    public void ThreadsOfOneCoreCountOnceAndCoresOfTwoPackagesTwice()
    {
        IReadOnlyList<CpuInfoEntry> entries = Parse(CpuInfoCaptures.TwoPackages);
        Assert.Equal(8, entries.Count);
        Assert.Equal(new CpuInfoEntry(5, PhysicalId: 0, CoreId: 2, CoreCount: 2, Megahertz: 1205.25), entries[5]);
        Assert.Equal(4, CpuInfoParser.CountCores(entries));
    }

    [Fact]
    public void WithoutCoreNumbersThePackagesAreBelieved() => Assert.Equal(8, CpuInfoParser.CountCores(Parse(CpuInfoCaptures.PackagesOnly)));

    [Fact]
    public void ArmTellsOfNoCoresAndNoFrequency()
    {
        IReadOnlyList<CpuInfoEntry> entries = Parse(CpuInfoCaptures.Arm);
        Assert.Equal([0, 1], entries.Select(entry => entry.Number));
        Assert.All(entries, entry => Assert.Null(entry.Megahertz));
        Assert.Null(CpuInfoParser.CountCores(entries));
        Assert.Empty(Parse(CpuInfoCaptures.OldArm));
    }

    [Fact]
    public void PowerWritesTheUnitBesideTheClock()
    {
        IReadOnlyList<CpuInfoEntry> entries = Parse(CpuInfoCaptures.Power);
        Assert.Equal([0, 8], entries.Select(entry => entry.Number));
        Assert.Equal([3425.0, 3026.0], entries.Select(entry => entry.Megahertz));
    }

    [Fact]
    public void MainframesNameEachCpuTwiceAndItsDynamicFrequencyCounts()
    {
        IReadOnlyList<CpuInfoEntry> entries = Parse(CpuInfoCaptures.S390);
        Assert.Equal([new CpuInfoEntry(0, 4, 1, 2, 5200), new CpuInfoEntry(1, 4, 2, 2, 5100)], entries);
        Assert.Equal(2, CpuInfoParser.CountCores(entries));
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
        Assert.Null(CpuInfoParser.CountCores([]));
    }

    [Fact]
    public void NothingThrows() =>
        HostileInput.NeverThrows(CpuInfoCaptures.S390 + CpuInfoCaptures.Arm + CpuInfoCaptures.PackagesOnly, bytes => CpuInfoParser.CountCores(CpuInfoParser.Parse(bytes)));

    private static IReadOnlyList<CpuInfoEntry> Parse(string text) => CpuInfoParser.Parse(Encoding.UTF8.GetBytes(text));
}
