using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcZoneinfoTests
{
    [Fact]
    public void TheLowWatermarksOfAllZonesAreSummed() =>
        Assert.Equal(12004, ProcZoneinfo.SumLowWatermarks(Encoding.UTF8.GetBytes(ProcMeminfoCaptures.ZoneInfo)));

    [Theory]
    [InlineData("", 0)]
    [InlineData("low", 0)]
    [InlineData("low x\nlow 5\n", 5)]
    [InlineData("low -3\nlow 5\n", 5)]
    [InlineData("low 9223372036854775807\nlow 5\n", long.MaxValue)]
    public void WhatIsNoNumberOfPagesCountsAsNothing(string text, long expected) =>
        Assert.Equal(expected, ProcZoneinfo.SumLowWatermarks(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void NothingThrows() => HostileInput.NeverThrows(ProcMeminfoCaptures.ZoneInfo, bytes => ProcZoneinfo.SumLowWatermarks(bytes));
}
