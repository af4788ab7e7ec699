using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class DpmClocksTests
{
    private const string Text = "0: 500Mhz \n1: 2124Mhz *\n2: 2500Mhz \n";

    [Theory]
    [InlineData(Text, 2124L, 2500L)]
    [InlineData("0: 96Mhz *", 96L, 96L)]
    [InlineData("0: 96Mhz \n1: 1000Mhz \n", null, 1000L)]
    public void TheLevelsHaveACurrentAndAHighestClock(string text, long? current, long highest) =>
        Assert.Equal(new DpmClocks(current, highest), DpmClocks.Parse(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("500Mhz *\n")]
    [InlineData("0: 500kHz *\n")]
    [InlineData("0: -500Mhz *\n")]
    [InlineData("0: 99999999999999999999Mhz *\n")]
    public void WhatIsNoListOfLevelsIsUnknown(string text) => Assert.Null(DpmClocks.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void NoBytesMakeItThrow() => HostileInput.NeverThrows(Text, bytes => DpmClocks.Parse(bytes));
}
